import type { Exchange } from '../model/observations.js';
import { parseSize } from '../protocol/size.js';
import { endsTransfer, isStatus } from './replies.js';

/** What was said on one control connection, in order. */
export type Exchanges = readonly Exchange[];

/** The last word on a command. */
export function answerTo(exchanges: Exchanges, ...verbs: readonly string[]): Exchange | null {
  return exchanges.findLast(({ command }) => verbs.includes(command.split(' ', 1)[0] ?? '')) ?? null;
}

/** How a transfer went at one end. */
export interface Part {
  /** The last word on it, or why there was none; `null` where it was not asked for. */
  readonly word: Exchange | null;
  readonly announced: boolean;
}

/**
 * What became of a transfer command. After a wait in vain replies are no longer paired with their commands: what is not
 * about the transfer is about a STAT that came behind it.
 */
export function partOf(exchanges: Exchanges, verb: 'RETR' | 'STOR'): Part {
  const at = exchanges.findIndex(({ command }) => command.startsWith(`${verb} `));
  const first = exchanges[at];
  if (first === undefined) return { word: null, announced: false };
  const after = exchanges.slice(at);
  const { command } = first;
  const asked = after.find(({ command: line }) => line === 'STAT')?.events[0] ?? Infinity;
  const word =
    after.find(({ reply, events }) => reply !== null && endsTransfer(reply, (events.at(-1) ?? 0) > asked)) ??
    after.findLast(({ failure, command: line }) => failure !== null && ['', command].includes(line)) ??
    first;
  return {
    word: { ...word, command, events: [...new Set([...first.events, ...word.events])] },
    announced: after.some(({ reply }) => reply !== null && reply.code < 200),
  };
}

/** What STAT said last: its answer, wherever it came, or why there was none. */
export function statusIn(exchanges: Exchanges): Exchange | null {
  const tells = ({ command, reply }: Exchange): boolean =>
    reply !== null && isStatus(reply) && (reply.code !== 213 || command === 'STAT') && parseSize(reply) === null;
  return exchanges.findLast(tells) ?? answerTo(exchanges, 'STAT');
}
