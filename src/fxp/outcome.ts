import { isCutShort } from '../model/network.js';
import type { Exchange } from '../model/observations.js';
import { decodeReply } from '../protocol/server-text.js';
import { type End, ends, otherEnd } from './end.js';
import { type FxpFacts, linesOf, type TryFacts } from './facts.js';

/**
 * How far one try came, and who stopped it.
 *
 * - `sent`: the file arrived. `agreed`: both sides took the addresses; no file was to be sent, or none could be made.
 * - `port-refused`: the caller does not take the listener's address. `pasv-refused`: the listener names no port.
 * - `data-refused`: the listener takes no data from the caller's address. `call-failed`: the caller did not reach it.
 * - `file-refused`: reading or storing failed for a reason of its own. `unfinished`: data flowed, its end was not seen.
 * - `protection-required`: one wants the data connection under TLS, in which two servers do not meet.
 * - `not-entered`: one of the two, entered before, gave no control connection for this try.
 * - `unknown`: it ended without a telling word.
 */
export type Stop =
  | 'sent'
  | 'agreed'
  | 'pasv-refused'
  | 'port-refused'
  | 'data-refused'
  | 'call-failed'
  | 'file-refused'
  | 'unfinished'
  | 'protection-required'
  | 'not-entered'
  | 'unknown';

export interface TryOutcome {
  readonly facts: TryFacts;
  readonly stop: Stop;
  /** Whose doing it was; `null` where nobody's. */
  readonly at: End | null;
  /** The words that decided it, and the events they rest on. */
  readonly exchange: Exchange | null;
}

const code = (exchange: Exchange | null): number => exchange?.reply?.code ?? 0;
const done = (exchange: Exchange | null): boolean => code(exchange) >= 200 && code(exchange) < 300;

function about(exchange: Exchange | null): ReturnType<typeof decodeReply> {
  return exchange?.reply == null ? null : decodeReply(exchange.reply, exchange.command);
}

/** A refusal that speaks of the file and not of the data connection. */
function speaksOfFile(exchange: Exchange | null): boolean {
  return [450, 452, 532, 550, 552, 553].includes(code(exchange)) && about(exchange)?.meaning !== 'data-peer-rejected';
}

/** A server that gives and takes files only over encrypted data connections. */
function wantsProtection(exchange: Exchange | null): boolean {
  return about(exchange)?.meaning === 'tls-data-required';
}

/** Nothing came in the time of a wait, and nobody ended the run meanwhile. */
function isSilent(exchange: Exchange | null): boolean {
  return exchange?.failure?.kind === 'timed-out' && !isCutShort(exchange.failure);
}

function transferStop(facts: TryFacts): Omit<TryOutcome, 'facts'> {
  const { passive, retrieving, storing } = facts;
  const at = { from: retrieving, to: storing };
  const [listener, caller] = [at[passive], at[otherEnd(passive)]];
  if (done(retrieving) && done(storing) && facts.size !== 0) return { stop: 'sent', at: null, exchange: storing };
  if (about(listener)?.meaning === 'data-peer-rejected')
    return { stop: 'data-refused', at: passive, exchange: listener };
  if (speaksOfFile(storing)) return { stop: 'file-refused', at: 'to', exchange: storing };
  if (speaksOfFile(retrieving)) return { stop: 'file-refused', at: 'from', exchange: retrieving };
  const calls = about(caller);
  // The errno of a caller that was never answered; one that was reset had been let in and shown out again.
  if (
    calls?.meaning === 'bind-failed' ||
    (calls?.meaning === 'connect-back-failed' && !/reset/i.test(calls.errno ?? ''))
  ) {
    return { stop: 'call-failed', at: otherEnd(passive), exchange: caller };
  }
  // What has arrived came over the data connection, so nobody refused that.
  if ((facts.size ?? 0) > 0) return { stop: 'unfinished', at: null, exchange: done(storing) ? retrieving : storing };
  // The listener's kernel takes every call; a caller that does not even announce the transfer got through to nobody.
  if (isSilent(caller) && !facts.announced[otherEnd(passive)])
    return { stop: 'call-failed', at: otherEnd(passive), exchange: caller };
  const cut = [retrieving, storing].some((one) => one?.failure != null && isCutShort(one.failure));
  // It shows callers from elsewhere out in silence and waits on, or says no more than that there is no connection.
  if (!done(listener) && !cut) return { stop: 'data-refused', at: passive, exchange: listener };
  return { stop: 'unknown', at: null, exchange: done(storing) ? retrieving : storing };
}

/** Some servers call as soon as they hear PORT. */
function callingStop(calling: Exchange | null): Stop {
  if (about(calling)?.meaning === 'connect-back-failed' || isSilent(calling)) return 'call-failed';
  return calling?.reply == null ? 'unknown' : 'port-refused';
}

/** How far a try came. */
export function outcomeOf(facts: TryFacts): TryOutcome {
  const { passive, shut, listening, calling, retrieving, storing } = facts;
  if (shut !== null) return { facts, stop: 'not-entered', at: shut.end, exchange: shut.word };
  const at = { from: retrieving, to: storing };
  const wanting = ends.flatMap((end) => {
    const exchange = [at[end], end === passive ? listening : calling].find((one) => wantsProtection(one ?? null));
    return exchange == null ? [] : [{ end, exchange }];
  })[0];
  if (wanting !== undefined) return { facts, stop: 'protection-required', at: wanting.end, exchange: wanting.exchange };
  if (listening === null || facts.named === null)
    return { facts, stop: 'pasv-refused', at: passive, exchange: listening };
  if (!done(calling)) return { facts, stop: callingStop(calling), at: otherEnd(passive), exchange: calling };
  if (retrieving === null || storing === null) return { facts, stop: 'agreed', at: null, exchange: calling };
  return { facts, ...transferStop(facts) };
}

/** The outcomes of all tries, in the order in which they were made. */
export function outcomesOf({ tries, upload }: FxpFacts): readonly TryOutcome[] {
  return tries.map((facts) => {
    const outcome = outcomeOf(facts);
    if (outcome.stop !== 'agreed' || !wantsProtection(upload)) return outcome;
    return { facts, stop: 'protection-required', at: 'from', exchange: upload };
  });
}

/** The words of a server, or why there were none. */
export function wordsOf(exchange: Exchange | null): string {
  return linesOf(exchange).split('\n')[0] || (exchange?.failure?.detail ?? 'no reply');
}
