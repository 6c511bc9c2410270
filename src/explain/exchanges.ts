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
