import { interceptingCore6, portHole } from '../meddling-rules.js';
import {
  CONTROL_ONLY_CORE,
  HELPER_CORE_6,
  hostFirewall,
  noCallsOut,
  portFirewall,
  shareOut6,
  UNPAIRED_CORE_6,
} from '../rulesets.js';
import type { Scenario, Truth } from '../scenario.js';
import { LISTED } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { PUBLIC_SERVER_V6 } from '../wiring.js';

/** What each product needs to listen on IPv6. Pure-FTPd does by itself. */
const LISTENS: Readonly<Record<FtpServer['product'], readonly string[]>> = {
  vsftpd: ['listen=NO', 'listen_ipv6=YES'],
  proftpd: ['UseIPv6 on'],
  'pure-ftpd': [],
  pyftpdlib: ['address="::"'],
};

/** The part of a scenario in which a product is dialled over IPv6. */
function over6(product: FtpServer['product'], more: Partial<FtpServer> = {}): Pick<Scenario, 'server' | 'target'> {
  const server = { product, ...more, settings: [...LISTENS[product], ...(more.settings ?? [])] };
  return { server, target: `[${PUBLIC_SERVER_V6}]` };
}

const BOTH: Truth = { EPSV: LISTED, EPRT: LISTED };
const ONLY_EPSV: Truth = { EPSV: LISTED, EPRT: /./ };
const TEN_PORTS = { low: 50000, high: 50009 };
const FIVE_PORTS = { low: 50000, high: 50004 };

/** The classes of trouble again, over IPv6, where EPSV and EPRT are all there is. */
export const ipv6: readonly Scenario[] = [
  ...(['proftpd', 'pyftpdlib'] as const).map((product): Scenario => ({
    ...over6(product),
    id: `ipv6-${product}`,
    title: `${product} over IPv6 is healthy`,
    wiring: {},
    truth: BOTH,
    expect: { verdict: 'healthy', exit: 0, first: null },
  })),
  {
    ...over6('proftpd', { tls: { mode: 'required' } }),
    id: 'ipv6-tls',
    title: 'ProFTPD that demands TLS, asked with TLS over IPv6, is healthy',
    wiring: {},
    args: ['--tls', 'explicit', '--tls-insecure'],
    truth: { 'S-CLIENT': /./ },
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'ipv6-control-refused',
    title: 'a host without an FTP server refuses the control connection over IPv6',
    wiring: {},
    server: { product: 'none' },
    target: `[${PUBLIC_SERVER_V6}]`,
    truth: { CONNECT: /refused/ },
    expect: { verdict: 'broken', exit: 2, first: 'control-refused' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-control-filtered',
    title: 'a firewall that swallows port 21 filters the control connection over IPv6',
    wiring: { serverRules: hostFirewall('drop') },
    truth: { CONNECT: /timed out/ },
    expect: { verdict: 'broken', exit: 2, first: 'control-filtered' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-range-closed-drop',
    title: 'a passive range that the firewall of an IPv6 server swallows is closed',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'drop') },
    truth: { EPSV: /timed out/, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    ...over6('pure-ftpd'),
    id: 'ipv6-range-closed-reset',
    title: 'a passive range that the firewall of an IPv6 server rejects is closed',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    truth: { EPSV: /refused/, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    ...over6('pyftpdlib', { passive: TEN_PORTS, settings: ['ports_in_turn=true'] }),
    id: 'ipv6-range-partial',
    title: 'a passive range of which a firewall swallows the upper half over IPv6 is partly open',
    wiring: { serverRules: portFirewall({ low: 50005, high: 50009 }, 'drop') },
    args: ['--samples', '10'],
    truth: { EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-partial' },
  },
  {
    ...over6('pyftpdlib', { passive: { low: 5056, high: 5065 }, settings: ['ports_in_turn=true'] }),
    id: 'ipv6-sip-port',
    title: 'a device that swallows port 5060 over IPv6 blocks one passive port',
    wiring: { coreRules: portHole(5060).replace('table ip ', 'table inet ') },
    args: ['--samples', '10'],
    truth: { EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-port-blocked' },
  },
  {
    ...over6('proftpd', { settings: ['<Limit EPSV>\nDenyAll\n</Limit>'] }),
    id: 'ipv6-passive-off',
    title: 'ProFTPD that limits EPSV has no passive mode left over IPv6',
    wiring: {},
    truth: { EPSV: /^EPSV: 5/, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: ['passive-disabled', 'mode-unsupported'] },
  },
  {
    ...over6('vsftpd', { settings: ['port_enable=NO'] }),
    id: 'ipv6-active-off',
    title: 'vsftpd with port_enable=NO has active mode disabled over IPv6',
    wiring: {},
    truth: { EPSV: LISTED, EPRT: /^EPRT: 550/ },
    expect: { verdict: 'degraded', exit: 1, first: 'active-disabled' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-client-firewall-drop',
    title: 'the client’s own firewall that swallows calls over IPv6 blocks the callback',
    wiring: { clientRules: hostFirewall('drop') },
    truth: { EPSV: LISTED, EPRT: /timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-firewall-blocks-callback' },
  },
  {
    ...over6('proftpd'),
    id: 'ipv6-client-firewall-reset',
    title: 'the client’s own firewall that answers calls over IPv6 with RST blocks the callback',
    wiring: { clientRules: hostFirewall('reject with tcp reset') },
    truth: { EPSV: LISTED, EPRT: /425.*Connection refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-firewall-blocks-callback' },
  },
  {
    ...over6('pure-ftpd'),
    id: 'ipv6-server-egress',
    title: 'Pure-FTPd whose host has no way for calls out over IPv6 names the error in its 425',
    wiring: { serverRules: noCallsOut('reject with icmpx type no-route') },
    truth: { EPSV: LISTED, EPRT: /425.*Network is unreachable/ },
    expect: { verdict: 'degraded', exit: 1, first: 'server-egress-blocked' },
  },
  {
    ...over6('pure-ftpd'),
    id: 'ipv6-client-firewall-prohibited',
    title:
      'an ICMPv6 error of the client’s own firewall reads "Permission denied" at the server, which is not to blame',
    wiring: { clientRules: hostFirewall('reject with icmpx type admin-prohibited') },
    truth: { EPSV: LISTED, EPRT: /425.*Permission denied/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-firewall-blocks-callback' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-nat66',
    title: 'a translation between IPv6 addresses that leaves EPRT as it was has no ALG',
    wiring: { coreRules: UNPAIRED_CORE_6.replace('tcp dport != 21 ', '') },
    truth: { ...ONLY_EPSV, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-nat-without-alg' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-data-from-other-address',
    title: 'a translation on the way that sends IPv6 data connections from another address is refused by vsftpd',
    wiring: { coreRules: UNPAIRED_CORE_6 },
    truth: { EPSV: /425.*Bad IP/, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'data-peer-rejected' },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-helper-firewall',
    title: 'a firewall that lets IPv6 data connections through as its helper expects them is healthy',
    wiring: { coreRules: HELPER_CORE_6 },
    truth: BOTH,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-helper-firewall-deep',
    title: 'a deep look finds the helper of that firewall over IPv6 too',
    wiring: { coreRules: HELPER_CORE_6 },
    args: ['--depth', 'deep'],
    truth: BOTH,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['alg-present'] },
  },
  {
    ...over6('vsftpd', { tls: { mode: 'offered' } }),
    id: 'ipv6-helper-firewall-tls',
    title: 'the same firewall is blind under TLS',
    wiring: { coreRules: HELPER_CORE_6 },
    args: ['--tls', 'explicit', '--tls-insecure'],
    truth: BOTH,
    expect: { verdict: 'broken', exit: 2, first: 'alg-blind-under-tls', may: ['passive-range-closed'] },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-control-only',
    title: 'a path that carries nothing but port 21 over IPv6 is broken',
    wiring: { coreRules: CONTROL_ONLY_CORE },
    truth: { EPSV: /timed out/, EPRT: /timed out/ },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: ['passive-range-closed', 'client-egress-blocked'],
      may: ['client-firewall-blocks-callback', 'server-egress-blocked'],
    },
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-intercepting-gateway',
    title: 'a gateway that takes IPv6 connections to high ports is found by ports on which nobody listens',
    wiring: { coreRules: interceptingCore6(9999) },
    gatewayPort: 9999,
    truth: { EPSV: /timed out/, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'intercepting-proxy' },
  },
  {
    ...over6('pyftpdlib', { passive: FIVE_PORTS, settings: ['ports_in_turn=true'] }),
    id: 'ipv6-balancer-spreads',
    title: 'a load balancer that sends IPv6 data connections to two servers in turn lacks persistence',
    wiring: { serverRules: shareOut6(FIVE_PORTS) },
    args: ['--samples', '10'],
    truth: { EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'load-balancer-without-persistence' },
  },
];
