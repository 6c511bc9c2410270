import type { Endpoint } from '../../model/network.js';
import { formatEprt, formatPort, parseEprt, parsePort } from '../../protocol/active.js';
import { sameAddress } from '../../protocol/address.js';
import { parsePassiveReply } from '../../protocol/passive.js';

/** A command or reply that an ALG understood: the port it names, and the segment to send on in its place. */
export interface Translated {
  readonly port: number;
  readonly text: string;
  /** The line before and after, for the journal. */
  readonly was: string;
  readonly is: string;
}

/** Only a line at the start of a segment is inspected, as most ALGs do. */
function firstLine(text: string): { readonly line: string; readonly rest: string } | null {
  const end = text.indexOf('\r\n');
  return end < 0 ? null : { line: text.slice(0, end), rest: text.slice(end) };
}

/**
 * Translates PORT or EPRT that names `inside`; `null` for anything else, another address included. `move` is added to
 * the port.
 */
export function translateActive(text: string, inside: string, outside: string, move = 0): Translated | null {
  const first = firstLine(text);
  if (first === null) return null;
  const [verb = '', argument = ''] = first.line.split(' ', 2);
  const eprt = verb.toUpperCase() === 'EPRT';
  if (!eprt && verb.toUpperCase() !== 'PORT') return null;
  const parsed = eprt ? parseEprt(argument) : parsePort(argument);
  if (!parsed.ok || !sameAddress(parsed.endpoint.host, inside)) return null;
  const named: Endpoint = { host: outside, port: parsed.endpoint.port + move };
  const is = eprt ? formatEprt(named) : formatPort(named);
  return { port: named.port, text: is + first.rest, was: first.line, is };
}

/** Translates a 227 that names `inside`, and reads the port of a 229; `null` for anything else. */
export function translatePassive(text: string, inside: string, outside: string): Translated | null {
  const first = firstLine(text);
  if (first === null) return null;
  const { line, rest } = first;
  const mode = line.startsWith('229 ') ? 'EPSV' : 'PASV';
  if (mode === 'PASV' && !line.startsWith('227 ')) return null;
  const parsed = parsePassiveReply(mode, { code: mode === 'EPSV' ? 229 : 227, lines: [line] });
  if (!parsed.ok) return null;
  const { host, port } = parsed.endpoint;
  if (mode === 'EPSV') return { port, text, was: line, is: line };
  if (host === null || !sameAddress(host, inside)) return null;
  const is = line.replace(host.replaceAll('.', ','), outside.replaceAll('.', ','));
  return { port, text: is + rest, was: line, is };
}
