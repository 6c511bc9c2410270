import type { Reply } from '../model/observations.js';
import { findDelimited } from './delimited.js';
import { readLongAddress } from './long-address.js';
import { findSixNumbers } from './sextet.js';
import { type EndpointParse, readPort } from './six-numbers.js';

/** A passive reply as read; `host` is `null` where it names none and so means the control peer (RFC 2428 section 3). */
export type PassiveParse =
  | {
      readonly ok: true;
      readonly endpoint: { readonly host: string | null; readonly port: number };
      readonly oddities: string[];
    }
  | { readonly ok: false; readonly why: string };

/** More than any server has reason to write; the rest is not looked at. */
const longest = 2000;

/** The texts of a reply without its code, the last line first: in a reply of several lines the address may be in any. */
function textsOf({ code, lines }: Reply): string[] {
  const prefix = String(code);
  return lines
    .slice(-20)
    .toReversed()
    .map((line) => (line.startsWith(prefix) ? line.slice(prefix.length + 1) : line).slice(0, longest));
}

/** The first text that can be read; else why the last line, which is the one that counts, cannot. */
function firstRead<T extends { readonly ok: boolean }>(reply: Reply, read: (text: string) => T): T {
  const [last = '', ...earlier] = textsOf(reply);
  const result = read(last);
  if (result.ok) return result;
  for (const text of earlier) {
    const other = read(text);
    if (other.ok) return other;
  }
  return result;
}

/** The address and port of a 227 (RFC 959 section 4.1.2), found as RFC 1123 section 4.1.2.6 asks: by its digits. */
export function parse227(reply: Reply): PassiveParse {
  return firstRead(reply, findSixNumbers);
}

/** The address and port of a 228 (RFC 1639 section 3). */
export function parse228(reply: Reply): PassiveParse {
  return firstRead(reply, (text): EndpointParse => {
    const numbers = /\d{1,5}(?:,\d{1,5}){8,30}/.exec(text);
    return numbers === null ? { ok: false, why: 'no address and port in it' } : readLongAddress(numbers[0].split(','));
  });
}

/** The port of a 229 (RFC 2428 section 3); a family or an address in it is read, and is an oddity. */
export function parse229(reply: Reply): PassiveParse {
  return firstRead(reply, (text): PassiveParse => {
    const found = findDelimited(text);
    if (!found.ok) return found;
    const port = readPort(found.port);
    if (!port.ok) return port;
    return {
      ok: true,
      endpoint: { host: found.host, port: found.port },
      oddities: [...found.oddities, ...port.oddities],
    };
  });
}

/** Reads the reply to PASV or EPSV; a 227 answering EPSV, or the reverse, is read as what it is, with an oddity. */
export function parsePassiveReply(mode: 'PASV' | 'EPSV', reply: Reply): PassiveParse {
  if (reply.code !== 227 && reply.code !== 229) return { ok: false, why: `a ${reply.code} names no port` };
  const parsed = reply.code === 227 ? parse227(reply) : parse229(reply);
  const expected = mode === 'PASV' ? 227 : 229;
  if (!parsed.ok || reply.code === expected) return parsed;
  return { ...parsed, oddities: [`${reply.code} in answer to ${mode}`, ...parsed.oddities] };
}
