import ipaddr from 'ipaddr.js';

/** The bytes of an address: four or sixteen. */
export type AddressBytes = readonly number[];

/** IPv6 with the dotted tail of RFC 4291 section 2.2 written as two groups; `null` where the tail is no IPv4 address. */
function withoutDots(text: string): string | null {
  const cut = text.lastIndexOf(':') + 1;
  const tail = text.slice(cut);
  if (!tail.includes('.')) return text;
  if (!ipaddr.IPv4.isValidFourPartDecimal(tail)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(tail).octets;
  return `${text.slice(0, cut)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function parsed(host: string): AddressBytes | null {
  if (!host.includes(':')) {
    return ipaddr.IPv4.isValidFourPartDecimal(host) ? ipaddr.IPv4.parse(host).toByteArray() : null;
  }
  const zone = host.indexOf('%');
  const bare = zone < 0 ? host : host.slice(0, zone);
  // The library takes `::1.2.3.4` for an IPv4-mapped address, hence no dots reach it.
  const plain = bare.length > 45 ? null : withoutDots(bare);
  if (plain === null || zone === host.length - 1 || !ipaddr.IPv6.isValid(plain)) return null;
  return ipaddr.IPv6.parse(plain).toByteArray();
}

/** What was parsed last: a log names the same addresses again and again. */
const known = new Map<string, AddressBytes | null>();
const mostKnown = 1024;
/** No address is longer; other texts are not kept. */
const longestKept = 64;

/**
 * The bytes of an address literal, `null` for anything else. Strict: no `010.0.0.1`, `0x7f.1` or `1`, which other
 * parsers read in ways of their own. A zone (`%eth0`) is dropped, since it means nothing to another host.
 */
export function bytesOf(host: string): AddressBytes | null {
  const before = known.get(host);
  if (before !== undefined) return before;
  const bytes = parsed(host);
  if (host.length > longestKept) return bytes;
  if (known.size >= mostKnown) known.clear();
  // A copy: what is cut out of a text keeps the whole text alive.
  known.set(Buffer.from(host).toString(), bytes);
  return bytes;
}

/** The literal for four or sixteen bytes, IPv6 shortened as RFC 5952 wants it. */
export function hostOf(bytes: AddressBytes): string {
  return ipaddr.fromByteArray([...bytes]).toString();
}
