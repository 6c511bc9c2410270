import type { Exchange } from '../model/observations.js';
import type { Failure } from '../model/network.js';
import { milliseconds } from './facts.js';

/** A reply on one line, as the server said it. */
export function replyWords({ reply, failure }: Exchange): string {
  return reply?.lines.join(' ') ?? failure?.detail ?? 'no reply';
}

/** The same within a sentence of ours, where its own full stop would end the sentence. */
export function quotedWords(exchange: Exchange): string {
  return replyWords(exchange).replace(/\.$/, '');
}

const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused (ECONNREFUSED)',
  ECONNRESET: 'reset (ECONNRESET)',
};

/** What failed and after how long; a wait in vain names its length itself. */
export function failureWords(failure: Failure | null, tookMs: number): string {
  if (failure === null) return 'no reply';
  if (/ within \d+ ms$/.test(failure.detail)) return failure.detail;
  // A log may show that it failed and not when.
  return `${codes[failure.detail] ?? failure.detail}${tookMs > 0 ? ` after ${milliseconds(tookMs)}` : ''}`;
}
