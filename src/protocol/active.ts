import type { Endpoint } from '../model/network.js';
import { familyOf } from './address.js';

export type EndpointParse =
  | { readonly ok: true; readonly endpoint: Endpoint; readonly oddities: string[] }
  | { readonly ok: false; readonly why: string };

/** `PORT h1,h2,h3,h4,p1,p2` (RFC 959 section 4.1.2): four address bytes, then the port's high and low byte. */
export function formatPort({ host, port }: Endpoint): string {
  if (familyOf(host) !== 4) throw new RangeError(`PORT carries an IPv4 address, not ${host}`);
  return `PORT ${host.replaceAll('.', ',')},${port >> 8},${port & 0xff}`;
}

/** `EPRT |1|192.168.1.100|50000|` (RFC 2428 section 2); family 2 for IPv6. */
export function formatEprt({ host, port }: Endpoint): string {
  return `EPRT |${familyOf(host) === 6 ? 2 : 1}|${host}|${port}|`;
}

/** Six numbers as an endpoint. */
export function sixNumbers(numbers: readonly number[]): EndpointParse {
  if (numbers.length !== 6) return { ok: false, why: `${numbers.length} numbers instead of six` };
  const wrong = numbers.find((one) => !Number.isInteger(one) || one < 0 || one > 255);
  if (wrong !== undefined) return { ok: false, why: `${wrong} is not a byte (0 to 255)` };
  const [a = 0, b = 0, c = 0, d = 0, high = 0, low = 0] = numbers;
  const port = high * 256 + low;
  if (port === 0) return { ok: false, why: 'port 0 cannot be connected to' };
  const oddities = port < 1024 ? [`privileged port ${port}`] : [];
  return { ok: true, endpoint: { host: `${a}.${b}.${c}.${d}`, port }, oddities };
}

export function parsePort(args: string): EndpointParse {
  return sixNumbers(
    args
      .trim()
      .split(',')
      .map((part) => (/^\s*-?\d{1,4}\s*$/.test(part) ? Number(part) : Number.NaN)),
  );
}

export function parseEprt(args: string): EndpointParse {
  const text = args.trim();
  const [, family, host = '', portText = ''] = text.split(text.charAt(0));
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port < 1 || port > 65_535) return { ok: false, why: `${portText} is not a port` };
  const wanted = family === '1' ? 4 : family === '2' ? 6 : null;
  if (wanted === null || familyOf(host) !== wanted)
    return { ok: false, why: `${host} does not fit family ${family ?? ''}` };
  return { ok: true, endpoint: { host, port }, oddities: [] };
}
