import { parseEprt, parsePort } from '../../protocol/active.js';
import { formatEndpoint, sameAddress } from '../../protocol/address.js';
import type { Direction, Middlebox, Syn } from '../middlebox.js';

/** What the helper makes of a segment: nothing of interest, a port to expect, or something it must not let pass. */
type Reading = 'other' | 'unreadable' | { readonly port: number };

const patterns = { 'to-server': ['PORT', 'EPRT'], 'to-client': ['227 ', '229 '] } as const;

/** Reads a segment that starts a line. A piece of a command is as unreadable as a malformed one. */
function read(text: string, direction: Direction, family: 4 | 6): Reading {
  const upper = text.toUpperCase();
  const pattern = patterns[direction].find((one) => upper.startsWith(one) || one.startsWith(upper));
  if (pattern === undefined || text === '') return 'other';
  const end = text.indexOf('\r');
  const line = end < 0 ? text : text.slice(0, end);
  const argument = line.slice(pattern.length);
  switch (pattern) {
    case 'PORT':
    case 'EPRT': {
      const parsed = pattern === 'PORT' ? parsePort(argument.slice(1)) : parseEprt(argument.slice(1));
      if (end < 0 || !parsed.ok || parsed.endpoint.host.includes(':') !== (family === 6)) return 'unreadable';
      return { port: parsed.endpoint.port };
    }
    case '227 ': {
      // The address is taken to begin at the first digit, whatever the words before it.
      const numbers = /\d[\d,]*/.exec(argument)?.[0].split(',').map(Number) ?? [];
      const [high = 0, low = 0] = numbers.slice(4);
      return numbers.length < 6 ? 'unreadable' : { port: high * 256 + low };
    }
    case '229 ': {
      const match = /\(([!-~])\1\1(\d{1,5})\1/.exec(argument);
      return match === null ? 'unreadable' : { port: Number(match[2]) };
    }
  }
}

/**
 * A stateful firewall in front of the client with the FTP helper of Linux (`nf_conntrack_ftp`). It lets connections in
 * only where it read a PORT or EPRT, and drops what it half understands. Its quirk is kept: a segment counts only if the
 * one before it in that direction ended a line, so the first command of a connection is never read.
 */
export function helperFirewall({
  name,
  ports,
}: {
  readonly name: string;
  readonly ports: readonly number[];
}): Middlebox {
  const expected = new Map<number, string>();
  const atLineStart = new WeakMap<Syn, Set<Direction>>();

  return {
    name,
    outside: [],
    syn(syn, direction, note) {
      if (direction === 'to-server') return { pass: syn };
      const from = expected.get(syn.to.port);
      if (from !== undefined && sameAddress(from, syn.from.host)) {
        expected.delete(syn.to.port);
        note(`let ${formatEndpoint(syn.from)} in to port ${syn.to.port}`);
        return { pass: syn };
      }
      note(`dropped ${formatEndpoint(syn.from)} for ${formatEndpoint(syn.to)}`);
      return 'drop';
    },
    segment({ text, direction, flow }, note) {
      if (!ports.includes(flow.to.port)) return text;
      const primed = atLineStart.get(flow) ?? new Set<Direction>();
      const reading = primed.has(direction) ? read(text, direction, flow.to.host.includes(':') ? 6 : 4) : 'other';
      if (reading === 'unreadable') {
        note(`dropped a segment it cannot read: ${JSON.stringify(text.slice(0, 80))}`);
        return null;
      }
      if (text.endsWith('\n')) primed.add(direction);
      else primed.delete(direction);
      atLineStart.set(flow, primed);
      if (reading !== 'other' && direction === 'to-server') {
        expected.set(reading.port, flow.to.host);
        note(`expects a call back to port ${reading.port}`);
      }
      return text;
    },
  };
}
