import type { Exchange } from '../model/observations.js';

/** A reply on one line, as the server said it. */
export function replyWords({ reply, failure }: Exchange): string {
  return reply?.lines.join(' ') ?? failure?.detail ?? 'no reply';
}
