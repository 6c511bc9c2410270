import type { Endpoint } from '../model/network.js';
import { canonicalHost, familyOf } from './address.js';
import { formatLongAddress, readLongAddress } from './long-address.js';
import { type EndpointParse, readPort, readSixNumbers } from './six-numbers.js';

export type { EndpointParse } from './six-numbers.js';

/** The six numbers of PORT and 227: four address bytes, then the port's high and low byte (RFC 959 section 4.1.2). */
export function formatSixNumbers({ host, port }: Endpoint): string {
  const bare = canonicalHost(host);
  if (bare === null || familyOf(bare) !== 4) throw new RangeError(`PORT carries an IPv4 address, not ${host}`);
  return `${bare.replaceAll('.', ',')},${port >> 8},${port & 0xff}`;
}

/** `PORT 192,168,1,100,195,80`. Throws for an address that is not IPv4; an IPv4-mapped one is. */
export function formatPort(endpoint: Endpoint): string {
  return `PORT ${formatSixNumbers(endpoint)}`;
}

/** `EPRT |1|192.168.1.100|50000|` (RFC 2428 section 2); family 2 for IPv6. Throws for what is no address. */
export function formatEprt({ host, port }: Endpoint): string {
  const bare = canonicalHost(host);
  if (bare === null) throw new RangeError(`EPRT carries an IP address, not ${host}`);
  return `EPRT |${familyOf(bare) === 6 ? 2 : 1}|${bare}|${port}|`;
}

/** `LPRT 4,4,192,168,1,100,2,195,80` (RFC 1639 section 3). Throws for what is no address. */
export function formatLprt(endpoint: Endpoint): string {
  return `LPRT ${formatLongAddress(endpoint)}`;
}

/** Numbers with commas between; the blanks around them are an oddity that some servers and ALGs stumble over. */
function commaList(args: string): { words: string[]; oddities: string[] } {
  const parts = args.trim().slice(0, 500).split(',');
  const words = parts.map((part) => part.trim());
  return { words, oddities: words.some((word, at) => word !== parts[at]) ? ['blanks between the numbers'] : [] };
}

function withOddities(parsed: EndpointParse, more: readonly string[]): EndpointParse {
  return parsed.ok ? { ...parsed, oddities: [...more, ...parsed.oddities] } : parsed;
}

/** Reads the argument of PORT (RFC 959 section 4.1.2). Strict: six bytes, commas between, nothing else. */
export function parsePort(args: string): EndpointParse {
  const { words, oddities } = commaList(args);
  return withOddities(readSixNumbers(words), oddities);
}

/** Reads the argument of LPRT (RFC 1639 section 3). */
export function parseLprt(args: string): EndpointParse {
  const { words, oddities } = commaList(args);
  return withOddities(readLongAddress(words), oddities);
}

/** Reads the argument of EPRT (RFC 2428 section 2): a delimiter, family 1 or 2, address, port. */
export function parseEprt(args: string): EndpointParse {
  const text = args.trim().slice(0, 500);
  const delimiter = text.charAt(0);
  const parts = text.split(delimiter);
  const [, family = '', host = '', digits = ''] = parts;
  if (!/^[!-/:-~]$/.test(delimiter) || parts.length !== 5 || parts[4] !== '') {
    return { ok: false, why: 'not the form |family|address|port|' };
  }
  if (family !== '1' && family !== '2') return { ok: false, why: `family ${family} is neither 1 (IPv4) nor 2 (IPv6)` };
  if (familyOf(host) !== (family === '1' ? 4 : 6) || host.includes('%')) {
    return {
      ok: false,
      why: `${host} is not an ${family === '1' ? 'IPv4' : 'IPv6'} address, which family ${family} asks for`,
    };
  }
  if (!/^\d{1,5}$/.test(digits)) return { ok: false, why: `"${digits}" is not a port` };
  const port = readPort(Number(digits));
  if (!port.ok) return port;
  const odd = delimiter === '|' ? [] : [`delimiter "${delimiter}" instead of "|"`];
  return { ok: true, endpoint: { host, port: Number(digits) }, oddities: [...odd, ...port.oddities] };
}
