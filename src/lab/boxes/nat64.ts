import type { Endpoint } from '../../model/network.js';
import { sameAddress } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';
import { translateActive } from './alg.js';

/** A translator between clients on IPv6 and servers on IPv4 (RFC 6146). */
export interface Nat64 {
  readonly name: string;
  /** Its IPv4 address, from which servers see its clients come. */
  readonly outside: string;
  /** The first 96 bits of the addresses that stand for IPv4 servers, with the colons at the end. */
  readonly prefix: string;
  /** Whether it reads FTP on port 21 and translates EPRT to PORT (FTP64, RFC 6384). */
  readonly ftp64: boolean;
}

/** The IPv6 address that stands for an IPv4 address under a prefix of 96 bits (RFC 6052 section 2.2). */
export function embed(prefix: string, ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `${prefix}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** The IPv4 address that an IPv6 address stands for; `null` where it stands for none of ours. */
function extract(prefix: string, host: string): string | null {
  if (!host.startsWith(prefix)) return null;
  const [high = 0, low = 0] = host
    .slice(prefix.length)
    .split(':')
    .map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Lets IPv6 clients reach IPv4 servers. Callbacks come in only where its FTP64 read an EPRT. */
export function nat64({ name, outside, prefix, ftp64 }: Nat64): Middlebox {
  const pinholes = new Map<number, Endpoint>();
  return {
    name,
    outside: [outside],
    syn({ from, to }, direction, note) {
      if (direction === 'to-server') {
        const host = extract(prefix, to.host);
        return host === null
          ? 'drop'
          : { pass: { from: { host: outside, port: from.port }, to: { host, port: to.port } } };
      }
      const pinhole = pinholes.get(to.port);
      if (pinhole === undefined) return 'drop';
      pinholes.delete(to.port);
      note(`let ${from.host} in to ${pinhole.host}`);
      return { pass: { from: { host: embed(prefix, from.host), port: from.port }, to: pinhole } };
    },
    segment({ text, direction, flow }, note) {
      if (!ftp64 || direction !== 'to-server' || flow.to.port !== 21) return text;
      const translated = translateActive(text, flow.from.host, outside);
      if (translated === null || sameAddress(flow.from.host, outside)) return text;
      pinholes.set(translated.port, { host: flow.from.host, port: translated.port });
      note(`rewrote "${translated.was}" to "${translated.is}"`);
      return translated.text;
    },
  };
}
