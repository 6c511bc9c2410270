import type { Scenario, Truth } from '../scenario.js';
import type { Wiring } from '../wiring.js';

/** Forty-three entries: the listing needs several packets, the names alone one small one. */
const MANY = 40;
const MANY_LISTED: Truth = { PASV: /^listed 43, 226$/, EPSV: /^listed 43, 226$/, PORT: /^listed 43, 226$/ };
const ALL_STALL: Truth = { PASV: /timed out/, EPSV: /timed out/, PORT: /timed out/, EPRT: /timed out/ };

/** A link to the client that carries 1200 bytes, and what becomes of the ICMP messages that say so. */
function smallLink(icmp: 'lost' | 'sent'): Wiring {
  const rules = `table inet core {
  chain own {
    type filter hook output priority filter
    icmp type destination-unreachable drop
    icmpv6 type packet-too-big drop
  }
}
`;
  // Less than 1280 bytes would switch IPv6 off on the link.
  return { coreRouting: ['link set client mtu 1280'], ...(icmp === 'lost' ? { coreRules: rules } : {}) };
}

/** Paths on which the size of packets decides. */
export const size: readonly Scenario[] = [
  ...(['vsftpd', 'pyftpdlib'] as const).map((product): Scenario => ({
    id: `pmtu-blackhole-${product}`,
    title: `a small link whose ICMP messages are lost is a black hole for a long listing of ${product}`,
    wiring: smallLink('lost'),
    server: { product, moreFiles: MANY },
    truth: ALL_STALL,
    expect: { verdict: 'broken', exit: 2, first: 'pmtu-blackhole' },
  })),
  {
    id: 'small-link-with-icmp',
    title: 'a small link whose ICMP messages arrive is healthy',
    wiring: smallLink('sent'),
    server: { product: 'vsftpd', moreFiles: MANY },
    truth: MANY_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'small-link-small-listing',
    title: 'a short listing fits through the black hole and shows nothing',
    wiring: smallLink('lost'),
    server: { product: 'vsftpd' },
    truth: { PASV: /^listed 3, 226$/, EPSV: /^listed 3, 226$/ },
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'pmtu-blackhole-ipv6',
    title: 'a small IPv6 link whose ICMPv6 messages are lost is a black hole for a long listing',
    wiring: smallLink('lost'),
    server: { product: 'vsftpd', settings: ['listen=NO', 'listen_ipv6=YES'], moreFiles: MANY },
    target: '[2001:db8:50::50]',
    truth: { EPSV: /timed out/, EPRT: /timed out/ },
    expect: { verdict: 'broken', exit: 2, first: 'pmtu-blackhole' },
  },
];
