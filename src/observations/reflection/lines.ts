import type { RecordEntry } from '../../model/reflection.js';
import type { WireEvent } from '../../model/transcript.js';
import type { ComparedLine, LineChange } from '../../model/two-ends.js';
import { namedIn, placeChange } from '../../protocol/named.js';
import { aligned } from '../aligned.js';

/** A line as one end knows it. */
interface Line {
  readonly who: 'client' | 'server';
  readonly word: string;
  readonly text: string;
  readonly events: readonly number[];
}

function line(who: 'client' | 'server', text: string, events: readonly number[]): Line[] {
  const word = who === 'client' ? (/^\S{1,16}/.exec(text)?.[0] ?? '').toUpperCase() : text.slice(0, 3);
  if (word === '' || (who === 'server' && !/^\d\d\d(?:[ -]|$)/.test(text))) return [];
  return [{ who, word, text, events }];
}

/** What we sent and received on a control connection, whatever segments it came in. */
export function nearLines(events: readonly WireEvent[]): Line[] {
  const lines: Line[] = [];
  let rest = '';
  for (const { operation, purpose, input, outcome, seq } of events) {
    if (purpose !== 'control' || !outcome.ok) continue;
    if (operation === 'write') for (const text of input.split(/\r?\n/)) lines.push(...line('client', text, [seq]));
    if (operation !== 'read') continue;
    const texts = (rest + outcome.value).split(/\r?\n/);
    rest = texts.pop() ?? '';
    for (const text of texts) lines.push(...line('server', text, [seq]));
  }
  return lines;
}

/** What the far end received and sent. */
export function farLines(entries: readonly RecordEntry[], events: readonly number[]): Line[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'data') return [];
    const who = entry.kind === 'got' ? 'client' : 'server';
    return entry.text.split(/\r?\n/).flatMap((text) => line(who, text, events));
  });
}

const spelled = (text: string): string => text.replace(/\s+$/, '');

function changeOf(who: 'client' | 'server', sent: Line, arrived: Line): LineChange {
  if (spelled(sent.text) === spelled(arrived.text)) return 'none';
  if (sent.word !== arrived.word) return 'command';
  const [a, b] = [namedIn(who, sent.text), namedIn(who, arrived.text)];
  if (a === null || b === null) return 'text';
  return placeChange(a.endpoint, b.endpoint) ?? 'spelling';
}

function compared(sent: Line, arrived: Line | null): ComparedLine {
  const { who } = sent;
  return {
    who,
    sent: sent.text,
    arrived: arrived?.text ?? null,
    change: arrived === null ? 'dropped' : changeOf(who, sent, arrived),
    named: {
      sent: namedIn(who, sent.text)?.endpoint ?? null,
      arrived: arrived === null ? null : (namedIn(who, arrived.text)?.endpoint ?? null),
    },
    events: [...new Set([...sent.events, ...(arrived?.events ?? [])])],
  };
}

/**
 * Every line that one end sent, with what became of it. What stands alone on both sides of the same gap is one line that
 * arrived as another; what stands alone on one side only never arrived. Lines that nobody sent are left out.
 */
export function compareLines(near: readonly Line[], far: readonly Line[]): ComparedLine[] {
  const all: ComparedLine[] = [];
  let [n, f] = [0, 0];
  const gap = (untilNear: number, untilFar: number): void => {
    const [here, there] = [near.slice(n, untilNear), far.slice(f, untilFar)];
    for (const who of ['client', 'server'] as const) {
      const [senders, receivers] = who === 'client' ? [here, there] : [there, here];
      const arrived = receivers.filter((one) => one.who === who);
      for (const sent of senders) if (sent.who === who) all.push(compared(sent, arrived.shift() ?? null));
    }
  };
  for (const [a, b] of aligned(near, far)) {
    gap(near.indexOf(a), far.indexOf(b));
    all.push(a.who === 'client' ? compared(a, b) : compared(b, a));
    [n, f] = [near.indexOf(a) + 1, far.indexOf(b) + 1];
  }
  gap(near.length, far.length);
  return all;
}
