import type { IdleProbe, Observations, TransferProbe } from '../model/observations.js';
import { milliseconds } from './facts.js';

/** A control connection on which nothing was said for a while: on the idle ladder, or beside a transfer. */
export interface Rest extends Omit<IdleProbe, 'outcome'> {
  /** `late`: held up until the client itself spoke, so that an answer to a question proves nothing. */
  readonly outcome: IdleProbe['outcome'] | 'late';
  readonly transfer: TransferProbe | null;
}

/** What the idle ladder and the long transfer say, sorted out. */
export interface IdleFacts {
  /** The longest rest without traffic that was survived and is shorter than `ended`; `null` where none was. */
  readonly survived: Rest | null;
  /** The shortest rest without traffic that was not survived; `null` where all were. */
  readonly ended: Rest | null;
  /** A longer rest was survived than the one that was not: chance, not a timer. */
  readonly contradicted: boolean;
  /** The connection of at least that age with TCP keepalives, and the one with NOOPs. */
  readonly tcp: Rest | null;
  readonly noop: Rest | null;
  /** From here up to there lies the time after which the connection was given up, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** A transfer as a rest of its control connection; `null` where it tells nothing of that. */
export function restBeside(transfer: TransferProbe): Rest | null {
  const { kept, everyMs, silentMs, outcome, unasked, reply, unackedBytes, events } = transfer;
  if (outcome === null || outcome === 'refused' || outcome === 'unopened' || outcome === 'unsaid') return null;
  const became = outcome === 'finished' ? 'alive' : outcome;
  return { kept, everyMs, restedMs: silentMs, outcome: became, unasked, reply, unackedBytes, events, transfer };
}

const byLength = (a: Rest, b: Rest): number => a.restedMs - b.restedMs;

/** Sorts the idle ladder and the long transfer; `null` where nothing rested. */
export function idleFacts({ idle, transfers }: Observations): IdleFacts | null {
  const rests = [
    ...idle.map((probe): Rest => ({ ...probe, transfer: null })),
    ...transfers.flatMap((transfer) => restBeside(transfer) ?? []),
  ];
  const plain = rests.filter(({ kept }) => kept === 'nothing').sort(byLength);
  if (plain.length === 0) return null;
  const ended = plain.find(({ outcome }) => outcome !== 'alive') ?? null;
  // Where a question wakes what was forgotten, the rungs of the ladder prove nothing: each ends with one.
  const telling = ended?.outcome === 'late' ? plain.filter(({ transfer }) => transfer !== null) : plain;
  const alive = telling.filter(({ outcome }) => outcome === 'alive');
  const survived = alive.findLast(({ restedMs }) => ended === null || restedMs < ended.restedMs) ?? null;
  // Of two, the one that went through the same as what ended.
  const kept = (how: IdleProbe['kept']): Rest | null => {
    const those = rests.filter(({ kept: one }) => one === how);
    return those.find(({ transfer }) => (transfer === null) === (ended?.transfer == null)) ?? those[0] ?? null;
  };
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
export function outlived(kept: Rest | null, ended: Rest): boolean {
  if (kept === null) return false;
  if (kept.outcome !== 'alive') return kept.unasked && kept.restedMs > ended.restedMs + 1000;
  // Of a run that was ended early the last answer may be younger than what it is compared with.
  return kept.transfer !== null || kept.restedMs + 500 > ended.restedMs;
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

const manners = {
  nothing: () => 'without traffic',
  tcp: (every: string) => `with a TCP keepalive every ${every}`,
  noop: (every: string) => `with a NOOP every ${every}`,
};

/** How much of the file came, in words. */
export function arrived({ bytes, size, dataFailure }: TransferProbe): string {
  if (bytes === size) return `all ${bytes} bytes of the file arrived`;
  const of = size === null ? `${bytes} bytes arrived` : `${bytes} of ${size} bytes arrived`;
  return dataFailure?.kind === 'closed' || dataFailure === null ? of : `${of}, then ${dataFailure.detail}`;
}

/** What a rest shows, as a sentence of evidence. */
export function probeText({ transfer, kept, everyMs, restedMs, outcome, unasked, reply, unackedBytes }: Rest): string {
  const manner = manners[kept](seconds(everyMs ?? 0));
  const last = reply?.lines[0] ?? '';
  const how =
    transfer === null
      ? `After ${seconds(restedMs)} ${manner}`
      : `In a transfer of ${seconds(transfer.dataMs)} ${kept === 'nothing' ? 'without traffic on the control connection' : manner} ${arrived(transfer)};`;
  const question = transfer === null ? 'the NOOP' : 'a NOOP behind it';
  const unsaid = transfer === null ? '' : ' no 226 came, and';
  switch (outcome) {
    case 'alive':
      return transfer === null
        ? `${how} the NOOP was answered: ${last}`
        : `${how} its end was told after ${seconds(restedMs)}: ${last}`;
    case 'late':
      return `${how} its end was told only when a NOOP had woken the path: ${last}`;
    case 'silent':
      return unackedBytes === null
        ? `${how}${unsaid} nothing answered ${question}.`
        : unackedBytes > 0
          ? `${how}${unsaid} nothing answered ${question}, and no TCP acknowledged it: ${unackedBytes} bytes stay in the send queue.`
          : `${how}${unsaid} ${question} was acknowledged but never answered.`;
    case 'reset':
      return unasked ? `${how} an RST ended the connection.` : `${how}${unsaid} an RST answered ${question}.`;
    case 'closed':
      return `${how} the connection was closed without a word.`;
    case 'told':
      return `${how} the server said goodbye: ${last}`;
  }
}
