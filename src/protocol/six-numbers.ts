import type { Endpoint } from '../model/network.js';

/** An endpoint read from text, with what is odd about its writing; or why there is none. */
export type EndpointParse =
  | { readonly ok: true; readonly endpoint: Endpoint; readonly oddities: string[] }
  | { readonly ok: false; readonly why: string };

/** A usable port: 1 to 65535. The oddity is a port below 1024, which firewalls and servers refuse (RFC 2577 section 3). */
export function readPort(port: number): { ok: true; oddities: string[] } | { ok: false; why: string } {
  if (port === 0) return { ok: false, why: 'port 0 cannot be connected to' };
  if (port > 65_535) return { ok: false, why: `port ${port} is above 65535` };
  return { ok: true, oddities: port < 1024 ? [`privileged port ${port}`] : [] };
}

/** Decimal numbers as bytes, or what is wrong with the first that is none. */
export function readBytes(words: readonly string[]): { ok: true; bytes: number[] } | { ok: false; why: string } {
  for (const word of words) {
    if (!/^\d+$/.test(word)) return { ok: false, why: `"${word.slice(0, 20)}" is not a number` };
    if (Number(word) > 255) return { ok: false, why: `octet ${word.slice(0, 20)} is above 255` };
  }
  return { ok: true, bytes: words.map(Number) };
}

/** `h1,h2,h3,h4,p1,p2` (RFC 959 section 4.1.2) as an endpoint: the address, then the port's high and low byte. */
export function readSixNumbers(words: readonly string[]): EndpointParse {
  if (words.length !== 6) {
    const shown = words.length < 6 ? ` (${words.join(',').slice(0, 40)})` : '';
    return { ok: false, why: `${words.length} number${words.length === 1 ? '' : 's'}${shown} instead of six` };
  }
  const read = readBytes(words);
  if (!read.ok) return read;
  const [a = 0, b = 0, c = 0, d = 0, high = 0, low = 0] = read.bytes;
  const port = readPort(high * 256 + low);
  if (!port.ok) return port;
  const zeros = words.some((word) => word.length > 1 && word.startsWith('0')) ? ['leading zeros'] : [];
  const endpoint = { host: `${a}.${b}.${c}.${d}`, port: high * 256 + low };
  return { ok: true, endpoint, oddities: [...zeros, ...port.oddities] };
}
