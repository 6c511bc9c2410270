import type { Reply } from '../model/observations.js';

/**
 * Whether a reply is one to STAT. While a transfer runs some servers answer it at once, some when the transfer is over,
 * and some not at all, so the order of the commands does not tell (Q247132, step 8).
 */
export function isStatus({ code }: Reply): boolean {
  return code >= 211 && code <= 213;
}

/** Whether a reply ends a transfer; while a STAT is open, 500 to 502 are about that (RFC 959 section 5.4). */
export function endsTransfer(reply: Reply, asking: boolean): boolean {
  return reply.code >= 200 && !isStatus(reply) && !(asking && reply.code >= 500 && reply.code <= 502);
}
