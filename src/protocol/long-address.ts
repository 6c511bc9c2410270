import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../model/network.js';
import type { EndpointParse } from './active.js';

/** Lengths of an address by its family number in LPRT and 228 (RFC 1639 section 2). */
const lengths: Readonly<Record<number, number>> = { 4: 4, 6: 16 };

/** `LPRT 4,4,192,168,1,100,2,195,80` (RFC 1639): family, length, address bytes, length, port bytes. */
export function formatLprt({ host, port }: Endpoint): string {
  const bytes = ipaddr.parse(host).toByteArray();
  return `LPRT ${[bytes.length === 4 ? 4 : 6, bytes.length, ...bytes, 2, port >> 8, port & 0xff].join(',')}`;
}

/** The numbers of LPRT or a 228 reply as an endpoint. */
export function longNumbers(text: string): EndpointParse {
  const numbers = text.split(',').map((part) => (/^\s*\d{1,3}\s*$/.test(part) ? Number(part) : Number.NaN));
  const wrong = numbers.find((one) => !(one >= 0 && one <= 255));
  if (wrong !== undefined) return { ok: false, why: `${wrong} is not a byte (0 to 255)` };
  const [family = 0, length = 0] = numbers;
  if (lengths[family] !== length) return { ok: false, why: `family ${family} with an address of ${length} bytes` };
  const [portLength, high = 0, low = 0, ...rest] = numbers.slice(2 + length);
  if (portLength !== 2 || rest.length > 0) return { ok: false, why: 'a port is two bytes' };
  const port = high * 256 + low;
  if (port === 0) return { ok: false, why: 'port 0 cannot be connected to' };
  return {
    ok: true,
    endpoint: { host: ipaddr.fromByteArray(numbers.slice(2, 2 + length)).toString(), port },
    oddities: [],
  };
}
