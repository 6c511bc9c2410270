import type { Reply } from '../model/observations.js';

/** The size that a reply to SIZE tells (213, RFC 3659 section 4.2), in bytes; `null` where it tells none. */
export function parseSize({ code, lines }: Reply): number | null {
  const digits = code === 213 ? /^213 (\d{1,15})\s*$/.exec(lines[0] ?? '')?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
