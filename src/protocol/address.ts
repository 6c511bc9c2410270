import type { Endpoint, LocalNetwork } from '../model/network.js';
import { type AddressBytes, bytesOf, hostOf } from './address-parse.js';
import { registry } from './address-registry.js';

/** What an address is, by the IANA special-purpose registries. */
export interface AddressClass {
  /** Short name of the class; `global` for an ordinary public address, `invalid` for a text that is no address. */
  readonly scope: string;
  /** The document that reserves it, `null` for an ordinary global address. */
  readonly source: string | null;
  readonly meaning: string;
  /** The IPv4 address inside a NAT64, IPv4-mapped, IPv4-compatible, 6to4 or Teredo address. */
  readonly embedded: string | null;
}

/** Scopes that hosts have and use, but that by design no route on the internet leads to. */
const internal = ['private', 'cgnat', 'ds-lite', 'link-local', 'unique-local', 'site-local'];

function inside(bytes: AddressBytes, network: AddressBytes, length: number): boolean {
  if (bytes.length !== network.length || length < 0 || length > bytes.length * 8) return false;
  return bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    return (byte ^ (network[at] ?? 0)) >> (8 - bits) === 0;
  });
}

/** An IPv4-mapped IPv6 address as the IPv4 address it stands for (RFC 4291 section 2.5.5.2). */
function unmapped(bytes: AddressBytes): AddressBytes {
  const mapped = bytes.length === 16 && bytes.slice(0, 12).every((byte, at) => byte === (at < 10 ? 0 : 0xff));
  return mapped ? bytes.slice(12) : bytes;
}

/** The family of an address literal; `null` for anything that is none. */
export function familyOf(host: string): 4 | 6 | null {
  const bytes = bytesOf(host);
  return bytes === null ? null : bytes.length === 4 ? 4 : 6;
}

/**
 * The one spelling by which an address is compared: shortened, no zone, IPv4-mapped as IPv4. `null` for a text that is
 * no address.
 */
export function canonicalHost(host: string): string | null {
  const bytes = bytesOf(host);
  return bytes === null ? null : hostOf(unmapped(bytes));
}

/** Names the class of an address with its source. A text that is no address is `invalid`; nothing is thrown. */
export function classify(host: string): AddressClass {
  const bytes = bytesOf(host);
  if (bytes === null) return { scope: 'invalid', source: null, meaning: 'not an IP address', embedded: null };
  const found = registry.find(({ network, length }) => inside(bytes, network, length));
  if (found === undefined) {
    return { scope: 'global', source: null, meaning: 'an ordinary public address', embedded: null };
  }
  const { scope, source, meaning, embedded } = found;
  return { scope, source, meaning, embedded: embedded === null ? null : hostOf(embedded(bytes)) };
}

/** Whether two spellings mean one address; an IPv4-mapped IPv6 address equals its IPv4 address. */
export function sameAddress(a: string, b: string): boolean {
  return a === b || (canonicalHost(a) ?? a) === (canonicalHost(b) ?? b);
}

/** Whether an address by design does not exist on the public internet although a host may have it. */
export function isInternal(host: string): boolean {
  const canonical = canonicalHost(host);
  return canonical !== null && internal.includes(classify(canonical).scope);
}

/** Whether an address lies in the on-link prefix of a local interface. */
export function withinPrefix(host: string, network: LocalNetwork): boolean {
  const bytes = bytesOf(host);
  const own = bytesOf(network.address);
  return bytes !== null && own !== null && inside(unmapped(bytes), own, network.prefixLength);
}

/** `10.0.0.9:21`, `[2001:db8::1]:21`. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Reads what `formatEndpoint` writes; `null` for a name, a port above 65535, or an IPv6 address without brackets. */
export function parseEndpoint(text: string): Endpoint | null {
  const cut = text.lastIndexOf(':');
  const digits = text.slice(cut + 1);
  const bracketed = text.startsWith('[') && text[cut - 1] === ']';
  const host = bracketed ? text.slice(1, cut - 1) : text.slice(0, Math.max(0, cut));
  if (!/^\d{1,5}$/.test(digits) || Number(digits) > 65_535) return null;
  return familyOf(host) === (bracketed ? 6 : 4) ? { host, port: Number(digits) } : null;
}
