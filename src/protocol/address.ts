import ipaddr from 'ipaddr.js';
import type { Endpoint, LocalNetwork } from '../model/network.js';
import { registry } from './address-registry.js';

/** What an address is, by the IANA special-purpose registries. */
export interface AddressClass {
  readonly scope: string;
  /** The document that reserves it, `null` for an ordinary global address. */
  readonly source: string | null;
  readonly meaning: string;
  /** The IPv4 address inside a NAT64, mapped, compatible or 6to4 address. */
  readonly embedded: string | null;
}

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

/** Strict: no octal, no short forms, no zone. Zone ids are cut first, since they mean nothing to the far end. */
function parse(host: string): Parsed | null {
  const bare = host.replace(/%[\w.~-]+$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return bare.includes(':') && ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare) : null;
}

export function familyOf(host: string): 4 | 6 | null {
  const parsed = parse(host);
  return parsed === null ? null : parsed.kind() === 'ipv4' ? 4 : 6;
}

function embeddedOf(address: Parsed, offset: number | null): string | null {
  if (offset === null) return null;
  return address
    .toByteArray()
    .slice(offset, offset + 4)
    .join('.');
}

/** Names the class of an address with its source. A text that is no address is `invalid`; nothing is thrown. */
export function classify(host: string): AddressClass {
  const parsed = parse(host);
  if (parsed === null) return { scope: 'invalid', source: null, meaning: 'not an IP address', embedded: null };
  for (const row of registry) {
    if (row.prefix.kind !== parsed.kind()) continue;
    if (!parsed.match(row.prefix.address, row.prefix.length)) continue;
    return { scope: row.scope, source: row.source, meaning: row.meaning, embedded: embeddedOf(parsed, row.ipv4At) };
  }
  return { scope: 'global', source: null, meaning: 'an ordinary public address', embedded: null };
}

function canonical(host: string): string {
  const parsed = parse(host);
  if (parsed === null) return host;
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return parsed.toString();
}

/** Whether two spellings mean one address; an IPv4-mapped IPv6 address equals its IPv4 address. */
export function sameAddress(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

/** Whether an address by design does not exist on the public internet although a host may have it. */
export function isInternal(host: string): boolean {
  return ['private', 'cgnat', 'link-local', 'unique-local'].includes(classify(canonical(host)).scope);
}

/** Whether an address lies in the on-link prefix of a local interface. */
export function withinPrefix(host: string, network: LocalNetwork): boolean {
  const inside = parse(canonical(host));
  const of = parse(network.address);
  if (inside === null || of === null || inside.kind() !== of.kind()) return false;
  return inside.match(of, network.prefixLength);
}

/** `10.0.0.9:21`, `[2001:db8::1]:21`. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export function parseEndpoint(text: string): Endpoint | null {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2] ?? '';
  const port = Number(match?.[3] ?? Number.NaN);
  return match === null || port > 65_535 || host === '' ? null : { host, port };
}
