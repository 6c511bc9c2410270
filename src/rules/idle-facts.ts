import type { IdleProbe, Observations } from '../model/observations.js';
import { milliseconds } from './facts.js';

/** What the idle ladder says, sorted out. */
export interface IdleFacts {
  /** The longest rest without traffic that was survived and is shorter than `ended`; `null` where none was. */
  readonly survived: IdleProbe | null;
  /** The shortest rest without traffic that was not survived; `null` where all were. */
  readonly ended: IdleProbe | null;
  /** A longer rest was survived than the one that was not: chance, not a timer. */
  readonly contradicted: boolean;
  /** The connection of at least that age with TCP keepalives, and the one with NOOPs. */
  readonly tcp: IdleProbe | null;
  readonly noop: IdleProbe | null;
  /** From here up to there lies the time after which the connection was given up, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Sorts the idle ladder; `null` where none was climbed. */
export function idleFacts({ idle }: Observations): IdleFacts | null {
  const plain = idle.filter(({ kept }) => kept === 'nothing');
  if (plain.length === 0) return null;
  const ended = plain.find(({ outcome }) => outcome !== 'alive') ?? null;
  const alive = plain.filter(({ outcome }) => outcome === 'alive');
  const survived = alive.findLast(({ restedMs }) => ended === null || restedMs < ended.restedMs) ?? null;
  const kept = (how: IdleProbe['kept']): IdleProbe | null => idle.find(({ kept: one }) => one === how) ?? null;
  const exact = ended?.unasked === true;
  return {
    survived,
    ended,
    contradicted: ended !== null && alive.some(({ restedMs }) => restedMs > ended.restedMs + 1000),
    tcp: kept('tcp'),
    noop: kept('noop'),
    fromMs: exact ? ended.restedMs : (survived?.restedMs ?? 0),
    toMs: ended?.restedMs ?? 0,
  };
}

/** Whether a connection that was kept alive stood for longer than one that was not. */
export function outlived(kept: IdleProbe | null, ended: IdleProbe): boolean {
  return kept !== null && (kept.outcome === 'alive' || (kept.unasked && kept.restedMs > ended.restedMs + 1000));
}

/** The time in words: a value, or the two between which it lies. */
export function idleTime({ fromMs, toMs }: Pick<IdleFacts, 'fromMs' | 'toMs'>): string {
  if (fromMs === toMs) return seconds(toMs);
  return fromMs === 0 ? `at most ${seconds(toMs)}` : `${seconds(fromMs)} to ${seconds(toMs)}`;
}

/** A rest in words. */
export function seconds(ms: number): string {
  return ms < 10_000 ? milliseconds(Math.round(ms / 100) * 100).replace(/\.0 s$/, ' s') : `${Math.round(ms / 1000)} s`;
}

/** What a probe shows, as a sentence of evidence. */
export function probeText({ kept, everyMs, restedMs, outcome, unasked, reply, unackedBytes }: IdleProbe): string {
  const how = {
    nothing: `After ${seconds(restedMs)} without traffic`,
    tcp: `After ${seconds(restedMs)} with a TCP keepalive every ${seconds(everyMs ?? 0)}`,
    noop: `After ${seconds(restedMs)} with a NOOP every ${seconds(everyMs ?? 0)}`,
  }[kept];
  const said = reply?.lines[0] ?? '';
  switch (outcome) {
    case 'alive':
      return `${how} the NOOP was answered: ${said}`;
    case 'silent':
      return unackedBytes === null
        ? `${how} nothing answered the NOOP.`
        : unackedBytes > 0
          ? `${how} nothing answered the NOOP, and no TCP acknowledged it: ${unackedBytes} bytes stay in the send queue.`
          : `${how} the NOOP was acknowledged but never answered.`;
    case 'reset':
      return unasked ? `${how} an RST ended the connection.` : `${how} an RST answered the NOOP.`;
    case 'closed':
      return `${how} the connection was closed without a word.`;
    case 'told':
      return `${how} the server said goodbye: ${said}`;
  }
}
