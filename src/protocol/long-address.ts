import type { Endpoint } from '../model/network.js';
import { bytesOf, hostOf } from './address-parse.js';
import { canonicalHost } from './address.js';
import { type EndpointParse, readBytes, readPort } from './six-numbers.js';

/** Length of an address by the address family number of RFC 1639: 4 and 6 are IPv4 and IPv6. */
const lengths: Readonly<Record<number, number>> = { 4: 4, 6: 16 };

/** `af,hal,h1,...,pal,p1,...` (RFC 1639 section 3), the argument of LPRT and the text of a 228. */
export function formatLongAddress({ host, port }: Endpoint): string {
  const bytes = bytesOf(canonicalHost(host) ?? '');
  if (bytes === null) throw new RangeError(`LPRT carries an IP address, not ${host}`);
  const family = bytes.length === 4 ? 4 : 6;
  return [family, bytes.length, ...bytes, 2, port >> 8, port & 0xff].join(',');
}

/** Reads what `formatLongAddress` writes; only IPv4 and IPv6 with a port of two bytes. */
export function readLongAddress(words: readonly string[]): EndpointParse {
  const read = readBytes(words);
  if (!read.ok) return read;
  const [family = 0, length = 0, ...rest] = read.bytes;
  const expected = lengths[family];
  if (expected === undefined) return { ok: false, why: `address family ${family} is neither 4 (IPv4) nor 6 (IPv6)` };
  if (length !== expected) {
    return { ok: false, why: `an address of family ${family} has ${expected} bytes, not ${length}` };
  }
  if (rest.length !== length + 3 || rest[length] !== 2) {
    return { ok: false, why: `after the family not ${length} address bytes, a 2, and two port bytes` };
  }
  const number = (rest[length + 1] ?? 0) * 256 + (rest[length + 2] ?? 0);
  const port = readPort(number);
  if (!port.ok) return port;
  return { ok: true, endpoint: { host: hostOf(rest.slice(0, length)), port: number }, oddities: port.oddities };
}
