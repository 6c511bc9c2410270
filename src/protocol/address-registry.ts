import { type AddressBytes, bytesOf } from './address-parse.js';

/** A block of addresses set aside for a purpose. */
export interface Block {
  readonly network: AddressBytes;
  readonly length: number;
  readonly scope: string;
  readonly source: string;
  readonly meaning: string;
  /** The IPv4 address inside an address of this block, where the block is made to hold one. */
  readonly embedded: ((bytes: AddressBytes) => AddressBytes) | null;
}

function block(
  prefix: string,
  scope: string,
  source: string,
  meaning: string,
  embedded: Block['embedded'] = null,
): Block {
  const [host = '', length = ''] = prefix.split('/');
  const network = bytesOf(host);
  if (network === null) throw new TypeError(`${prefix} is not a prefix`);
  return { network, length: Number(length), scope, source, meaning, embedded };
}

const lastFour = (bytes: AddressBytes): AddressBytes => bytes.slice(12, 16);
const afterPrefix = (bytes: AddressBytes): AddressBytes => bytes.slice(2, 6);
/** Teredo hides the client's address from translators by turning every bit over (RFC 4380 section 4). */
const inverted = (bytes: AddressBytes): AddressBytes => bytes.slice(12, 16).map((byte) => byte ^ 0xff);

/**
 * The IANA IPv4 and IPv6 special-purpose address registries, the multicast blocks, and two deprecated blocks that still
 * turn up. Of overlapping blocks the smaller stands first, so the first match is the most specific.
 */
export const registry: readonly Block[] = [
  block('0.0.0.0/32', 'unspecified', 'RFC 1122', 'the wildcard "this host", no address at all'),
  block('0.0.0.0/8', 'this-network', 'RFC 791', 'a host on "this network", never a destination'),
  block('10.0.0.0/8', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  block('100.64.0.0/10', 'cgnat', 'RFC 6598', 'an address between a provider and its customers (carrier-grade NAT)'),
  block('127.0.0.0/8', 'loopback', 'RFC 1122', 'the loopback of whoever uses it'),
  block('169.254.0.0/16', 'link-local', 'RFC 3927', 'a link-local address, taken where no DHCP server answered'),
  block('172.16.0.0/12', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  block('192.0.0.8/32', 'reserved', 'RFC 7600', 'the IPv4 dummy address'),
  block('192.0.0.9/32', 'anycast', 'RFC 7723', 'the Port Control Protocol anycast address'),
  block('192.0.0.10/32', 'anycast', 'RFC 8155', 'the TURN anycast address'),
  block('192.0.0.170/31', 'nat64', 'RFC 8880', 'an address by which hosts find out about NAT64 and DNS64'),
  block('192.0.0.0/29', 'ds-lite', 'RFC 7335', 'the IPv4 side of an IPv6-only access (DS-Lite, 464XLAT)'),
  block('192.0.0.0/24', 'reserved', 'RFC 6890', 'reserved for protocol assignments'),
  block('192.0.2.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-1)'),
  block('192.31.196.0/24', 'anycast', 'RFC 7535', 'an AS112 name server'),
  block('192.52.193.0/24', 'anycast', 'RFC 7450', 'an automatic multicast tunnelling relay'),
  block('192.88.99.0/24', 'reserved', 'RFC 7526', 'the withdrawn 6to4 relay anycast'),
  block('192.168.0.0/16', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  block('192.175.48.0/24', 'anycast', 'RFC 7534', 'an AS112 name server'),
  block('198.18.0.0/15', 'benchmarking', 'RFC 2544', 'a benchmarking address'),
  block('198.51.100.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-2)'),
  block('203.0.113.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-3)'),
  block('224.0.0.0/4', 'multicast', 'RFC 5771', 'a multicast group, no host'),
  block('255.255.255.255/32', 'broadcast', 'RFC 919', 'the limited broadcast, no host'),
  block('240.0.0.0/4', 'reserved', 'RFC 1112', 'reserved for future use'),

  block('::/128', 'unspecified', 'RFC 4291', 'the wildcard, no address at all'),
  block('::1/128', 'loopback', 'RFC 4291', 'the loopback of whoever uses it'),
  block('::ffff:0:0/96', 'ipv4-mapped', 'RFC 4291', 'an IPv4 address in IPv6 spelling', lastFour),
  block('::/96', 'ipv4-compatible', 'RFC 4291', 'a deprecated IPv4-compatible address', lastFour),
  block('64:ff9b::/96', 'nat64', 'RFC 6052', 'an IPv4 host behind a NAT64', lastFour),
  block('64:ff9b:1::/48', 'nat64', 'RFC 8215', 'a NAT64 prefix for local use'),
  block('100::/64', 'discard-only', 'RFC 6666', 'a discard-only address'),
  block('100:0:0:1::/64', 'reserved', 'RFC 9780', 'the dummy IPv6 prefix'),
  block('2001::/32', 'teredo', 'RFC 4380', 'a Teredo tunnel', inverted),
  block('2001:1::1/128', 'anycast', 'RFC 7723', 'the Port Control Protocol anycast address'),
  block('2001:1::2/128', 'anycast', 'RFC 8155', 'the TURN anycast address'),
  block('2001:1::3/128', 'anycast', 'RFC 9665', 'the DNS-SD service registration anycast address'),
  block('2001:2::/48', 'benchmarking', 'RFC 5180', 'a benchmarking address'),
  block('2001:3::/32', 'anycast', 'RFC 7450', 'an automatic multicast tunnelling relay'),
  block('2001:4:112::/48', 'anycast', 'RFC 7535', 'an AS112 name server'),
  block('2001:10::/28', 'reserved', 'RFC 4843', 'a withdrawn cryptographic identifier (ORCHID)'),
  block('2001:20::/28', 'identifier', 'RFC 7343', 'a cryptographic identifier (ORCHIDv2), not routed'),
  block('2001:30::/28', 'identifier', 'RFC 9374', 'a remote identifier of an unmanned aircraft'),
  block('2001::/23', 'reserved', 'RFC 2928', 'reserved for protocol assignments'),
  block('2001:db8::/32', 'documentation', 'RFC 3849', 'a documentation address'),
  block('2002::/16', '6to4', 'RFC 3056', 'a 6to4 tunnel', afterPrefix),
  block('2620:4f:8000::/48', 'anycast', 'RFC 7534', 'an AS112 name server'),
  block('3fff::/20', 'documentation', 'RFC 9637', 'a documentation address'),
  block('5f00::/16', 'reserved', 'RFC 9602', 'a segment routing identifier (SRv6)'),
  block('fc00::/7', 'unique-local', 'RFC 4193', 'a unique local address, not routed on the internet'),
  block('fe80::/10', 'link-local', 'RFC 4291', 'a link-local address'),
  block('fec0::/10', 'site-local', 'RFC 3879', 'a deprecated site-local address, not routed on the internet'),
  block('ff00::/8', 'multicast', 'RFC 4291', 'a multicast group, no host'),
];
