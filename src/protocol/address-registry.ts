import ipaddr from 'ipaddr.js';

interface Row {
  readonly prefix: {
    readonly kind: 'ipv4' | 'ipv6';
    readonly address: ipaddr.IPv4 | ipaddr.IPv6;
    readonly length: number;
  };
  readonly scope: string;
  readonly source: string;
  readonly meaning: string;
  /** Offset of an embedded IPv4 address in the 16 bytes, `null` where there is none. */
  readonly ipv4At: number | null;
}

function row(cidr: string, scope: string, source: string, meaning: string, ipv4At: number | null = null): Row {
  const [address, length] = ipaddr.parseCIDR(cidr);
  return { prefix: { kind: address.kind(), address, length }, scope, source, meaning, ipv4At };
}

/** The IANA IPv4 and IPv6 special-purpose address registries and the multicast blocks; the first match counts. */
export const registry: readonly Row[] = [
  row('0.0.0.0/32', 'unspecified', 'RFC 1122', 'the wildcard "this host", no address at all'),
  row('0.0.0.0/8', 'this-network', 'RFC 791', 'a host on "this network"'),
  row('10.0.0.0/8', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  row('100.64.0.0/10', 'cgnat', 'RFC 6598', 'an address between a provider and its customers (carrier-grade NAT)'),
  row('127.0.0.0/8', 'loopback', 'RFC 1122', 'the loopback of whoever uses it'),
  row('169.254.0.0/16', 'link-local', 'RFC 3927', 'a link-local address, given where DHCP failed'),
  row('172.16.0.0/12', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  row('192.0.0.0/29', 'ds-lite', 'RFC 6333', 'the inside of a DS-Lite tunnel'),
  row('192.0.0.0/24', 'reserved', 'RFC 6890', 'reserved for protocol assignments'),
  row('192.0.2.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-1)'),
  row('192.88.99.0/24', 'reserved', 'RFC 7526', 'the withdrawn 6to4 relay anycast'),
  row('192.168.0.0/16', 'private', 'RFC 1918', 'a private address, not routed on the internet'),
  row('198.18.0.0/15', 'benchmarking', 'RFC 2544', 'a benchmarking address'),
  row('198.51.100.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-2)'),
  row('203.0.113.0/24', 'documentation', 'RFC 5737', 'a documentation address (TEST-NET-3)'),
  row('224.0.0.0/4', 'multicast', 'RFC 5771', 'a multicast group, no host'),
  row('255.255.255.255/32', 'broadcast', 'RFC 919', 'the limited broadcast'),
  row('240.0.0.0/4', 'reserved', 'RFC 1112', 'reserved for future use'),
  row('::/128', 'unspecified', 'RFC 4291', 'the wildcard, no address at all'),
  row('::1/128', 'loopback', 'RFC 4291', 'the loopback of whoever uses it'),
  row('::ffff:0:0/96', 'ipv4-mapped', 'RFC 4291', 'an IPv4 address in IPv6 spelling', 12),
  row('::/96', 'ipv4-compatible', 'RFC 4291', 'a deprecated IPv4-compatible address', 12),
  row('64:ff9b::/96', 'nat64', 'RFC 6052', 'an IPv4 host behind a NAT64', 12),
  row('64:ff9b:1::/48', 'nat64', 'RFC 8215', 'a local-use NAT64 prefix'),
  row('100::/64', 'discard-only', 'RFC 6666', 'a discard-only address'),
  row('2001::/32', 'teredo', 'RFC 4380', 'a Teredo tunnel'),
  row('2001:2::/48', 'benchmarking', 'RFC 5180', 'a benchmarking address'),
  row('2001:db8::/32', 'documentation', 'RFC 3849', 'a documentation address'),
  row('3fff::/20', 'documentation', 'RFC 9637', 'a documentation address'),
  row('2002::/16', '6to4', 'RFC 3056', 'a 6to4 address', 2),
  row('fc00::/7', 'unique-local', 'RFC 4193', 'a unique local address, not routed on the internet'),
  row('fe80::/10', 'link-local', 'RFC 4291', 'a link-local address'),
  row('ff00::/8', 'multicast', 'RFC 4291', 'a multicast group, no host'),
];
