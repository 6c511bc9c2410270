import type { Reply } from '../model/observations.js';
import { familyOf } from './address.js';
import { sixNumbers } from './active.js';

export type PassiveParse =
  | {
      readonly ok: true;
      readonly endpoint: { readonly host: string | null; readonly port: number };
      readonly oddities: string[];
    }
  | { readonly ok: false; readonly why: string };

function textOf({ lines }: Reply): string {
  return (lines.at(-1) ?? '').slice(4, 1000);
}

/** The six numbers of a 227, with or without parentheses (RFC 1123 section 4.1.2.6). */
export function parse227(reply: Reply): PassiveParse {
  const text = textOf(reply);
  if (/\([^)]*:[^)]*:/.test(text)) return { ok: false, why: 'an IPv6 address in a 227, which has room for IPv4 only' };
  const match = /-?\d{1,5}(?:,\s*-?\d{1,5}){3,}/.exec(text);
  if (match === null) return { ok: false, why: 'no address and port in it' };
  return sixNumbers(match[0].split(',').map(Number));
}

/** The port of a 229 (RFC 2428 section 3); the address is the control peer's unless the reply names one. */
export function parse229(reply: Reply): PassiveParse {
  const text = textOf(reply);
  const open = text.indexOf('(');
  const inner =
    open < 0
      ? (text.trim().split(' ').at(-1) ?? '')
      : text.slice(open + 1, text.indexOf(')', open) < 0 ? undefined : text.indexOf(')', open));
  const delimiter = inner.charAt(0);
  const parts = inner.split(delimiter);
  if (delimiter === '' || /[\w]/.test(delimiter) || parts.length !== 5)
    return { ok: false, why: 'not the form (|||port|)' };
  const [, , host = '', portText = ''] = parts;
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port < 1 || port > 65_535) return { ok: false, why: `${portText} is not a port` };
  const oddities = delimiter === '|' ? [] : [`delimiter ${delimiter}`];
  if (host === '') return { ok: true, endpoint: { host: null, port }, oddities };
  if (familyOf(host) === null) return { ok: false, why: `${host} is not an address` };
  return { ok: true, endpoint: { host, port }, oddities: [...oddities, 'names an address'] };
}

/** Reads the reply to PASV or EPSV; a 227 answering EPSV, or the reverse, is read as what it is. */
export function parsePassiveReply(mode: 'PASV' | 'EPSV', reply: Reply): PassiveParse {
  if (reply.code !== 227 && reply.code !== 229) return { ok: false, why: `reply ${reply.code} names no port` };
  const parsed = reply.code === 227 ? parse227(reply) : parse229(reply);
  const expected = mode === 'PASV' ? 227 : 229;
  if (!parsed.ok || reply.code === expected) return parsed;
  return { ...parsed, oddities: [...parsed.oddities, `${reply.code} in answer to ${mode}`] };
}
