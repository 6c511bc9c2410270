import { farAway } from '../devices.js';
import { inspectingCore } from '../meddling-rules.js';
import { portFirewall, rateLimited } from '../rulesets.js';
import type { Scenario, Truth } from '../scenario.js';
import { LISTED } from '../scenario.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { PUBLIC_CLIENT_V6, PUBLIC_SERVER_SECOND_V6 } from '../wiring.js';
import { bothFamilies, over6 } from './over-ipv6.js';

const BOTH: Truth = { EPSV: LISTED, EPRT: LISTED };
const core = (rule: string): string => bothFamilies(inspectingCore(rule));
const FOUND = { verdict: 'degraded', exit: 1 } as const;
const EPSV = 'tcp dport 21 @ih,0,32 0x45505356';

/** The client goes out from an address of the core, which has the helper for IPv6. */
const nat66 = (related: string): string => `table ip6 core {
  ct helper ftp-six { type "ftp" protocol tcp; l3proto ip6; }
  chain helpers {
    type filter hook prerouting priority filter
    tcp dport 21 ct helper set "ftp-six"
  }
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ct state established accept
    ${related}
    ip6 saddr ${PUBLIC_CLIENT_V6} accept
  }
  chain translation {
    type nat hook postrouting priority srcnat
    ip6 saddr ${PUBLIC_CLIENT_V6} oifname "segment" masquerade
  }
}
`;
const HELPED = 'ct state related ct helper "ftp" accept';

const otherSource6 = `table ip6 host {
  chain translation {
    type nat hook postrouting priority srcnat
    tcp sport 20 snat to ${PUBLIC_SERVER_SECOND_V6}
  }
}
`;

const hiddenClients6 = `table ip6 host {
  chain hide {
    type nat hook input priority 100
    tcp dport { 21, ${PASSIVE_PORTS.low}-${PASSIVE_PORTS.high} } snat to fd00:9::9
  }
}
`;

/** What devices on the path and before the server do to FTP, over IPv6. */
export const ipv6Path: readonly Scenario[] = [
  {
    ...over6('vsftpd'),
    id: 'ipv6-epsv-swallowed',
    title: 'a device that drops the packet with EPSV over IPv6 swallows commands',
    wiring: { coreRules: core(`${EPSV} drop`) },
    truth: { ...BOTH, EPSV: /timed out/ },
    expect: { ...FOUND, first: 'alg-drops-commands' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-strict-inspection',
    title: 'a device that resets EPSV over IPv6, and nothing else, inspects FTP strictly',
    wiring: { coreRules: core(`${EPSV} reject with tcp reset`) },
    truth: { ...BOTH, EPSV: /reset/i },
    expect: { ...FOUND, first: 'alg-strict-inspection' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-high-ports-refused-nearby',
    title: 'refusals over IPv6 that come sooner than the server could send them are a firewall near the client',
    wiring: {
      coreRules: core(`ip6 saddr ${PUBLIC_CLIENT_V6} tcp dport 1024-65535 ct state new reject with tcp reset`),
    },
    devices: [farAway(30)],
    truth: { EPSV: /refused/, EPRT: LISTED },
    expect: { ...FOUND, first: 'client-egress-blocked' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-range-rejected-far-away',
    title: 'refusals over IPv6 that take the whole way to that server are its own firewall',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    devices: [farAway(30)],
    truth: { EPSV: /refused/, EPRT: LISTED },
    expect: { ...FOUND, first: 'passive-range-closed', proven: ['passive-range-closed'] },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-connection-limit',
    title: 'a firewall that counts new IPv6 connections is told from a partly open range when it has had a rest',
    wiring: {
      serverRules: rateLimited(PASSIVE_PORTS, 4).replace('ipv4_addr', 'ipv6_addr').replace('ip saddr', 'ip6 saddr'),
    },
    args: ['--samples', '8'],
    patience: 1,
    forgetsAfterMs: 6000,
    truth: BOTH,
    expect: { ...FOUND, first: 'connection-limit' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-data-from-second-address',
    title: 'a server that calls back from its second IPv6 address is an unexpected source',
    wiring: { serverRules: otherSource6 },
    truth: BOTH,
    expect: { ...FOUND, first: 'active-data-from-unexpected-source' },
  },
  {
    ...over6('vsftpd', { tls: { mode: 'offered' } }),
    id: 'ipv6-tls-auth-dropped',
    title: 'a device that swallows AUTH TLS over IPv6 blocks TLS in the path',
    wiring: { coreRules: core('tcp dport 21 @ih,0,64 0x4155544820544c53 drop') },
    args: ['--tls', 'explicit', '--tls-insecure'],
    truth: BOTH,
    expect: { verdict: 'broken', exit: 2, first: 'tls-blocked-in-path' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-server-behind-proxy',
    title: 'a translation before an IPv6 server that hides its clients makes it refuse EPRT',
    wiring: { serverRules: hiddenClients6 },
    truth: { EPSV: LISTED, EPRT: /^EPRT: 500/ },
    expect: { ...FOUND, first: 'server-behind-proxy', silent: ['client-behind-nat'] },
  },
  {
    ...over6('vsftpd', { port: 50000, passive: { low: 50000, high: 50000 } }),
    id: 'ipv6-range-exhausted',
    title: 'vsftpd whose only passive port is taken has an exhausted range over IPv6 too',
    wiring: {},
    truth: { EPSV: /^EPSV: (?:425|500)/ },
    expect: { ...FOUND, first: 'passive-range-exhausted' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-nat66-helper',
    title: 'a translation between IPv6 addresses with a helper that rewrites EPRT is healthy',
    wiring: { coreRules: nat66(HELPED) },
    truth: BOTH,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['client-behind-nat'] },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-related-not-accepted',
    title: 'the same helper whose filter admits no related connection blocks the callback',
    wiring: { coreRules: nat66('') },
    truth: { EPSV: LISTED, EPRT: /^LIST: 425/ },
    expect: { ...FOUND, first: 'alg-related-blocked' },
  },
];
