import type { Transcript } from '../model/transcript.js';
import type { Place, Session } from './source.js';

/** A command or reply of a session as one end wrote it down. */
export interface Spoken {
  readonly who: 'client' | 'server';
  readonly text: string;
  /** What it is without its arguments: the verb, or the code. */
  readonly word: string;
  readonly seq: number;
  readonly place: Place | null;
}

const most = 600;

/** The dialogue on the control connection, line by line. */
export function spokenIn({ transcript, places }: Session): Spoken[] {
  const lines: Spoken[] = [];
  for (const { seq, operation, purpose, input, outcome } of transcript.events) {
    if (purpose !== 'control' || lines.length >= most || !outcome.ok) continue;
    if (operation !== 'write' && operation !== 'read') continue;
    const who = operation === 'write' ? 'client' : 'server';
    for (const text of (who === 'client' ? input : outcome.value).split(/\r?\n/)) {
      if (text === '') continue;
      const word = who === 'client' ? (text.split(' ', 1)[0] ?? '').toUpperCase() : text.slice(0, 3);
      if (who === 'server' && !/^\d\d\d$/.test(word)) continue;
      lines.push({ who, text, word, seq, place: places.get(seq) ?? null });
    }
  }
  return lines;
}

/** Who logged in, as far as the transcript tells. */
export function userOf({ target }: Transcript): string {
  return target.user.toLowerCase();
}

/**
 * Two lists of lines laid side by side by their words (longest common subsequence): pairs of what is the same line in
 * both. Lines that only one end shows are left out.
 */
export function aligned(a: readonly Spoken[], b: readonly Spoken[]): (readonly [Spoken, Spoken])[] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const same = (i: number, j: number): boolean => a[i]?.word === b[j]?.word && a[i]?.who === b[j]?.who;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = same(i, j)
        ? (table[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [Spoken, Spoken])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i], b[j]];
    if (same(i, j) && left !== undefined && right !== undefined) {
      pairs.push([left, right]);
      i++;
      j++;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}
