import { relay } from '../devices.js';
import { shareOut } from '../rulesets.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { SERVER_WAN } from '../wiring.js';

const RELAY = relay('server-router', 21, '10.0.0.10');
/** An odd number of ports in turn, so that over two servers in turn each port meets both. */
const FIVE_PORTS = { low: 50000, high: 50004 };

/** What `docker run -p 21:21 -p 40000:50000 -p 40001:50001` makes of the host. */
const PUBLISHED_ELSEWHERE = `table ip router {
  chain forwards {
    type nat hook prerouting priority dstnat
    iifname "wan" ip daddr ${SERVER_WAN} tcp dport 21 dnat to 10.0.0.10
    iifname "wan" ip daddr ${SERVER_WAN} tcp dport 40000 dnat to 10.0.0.10:${PASSIVE_PORTS.low}
    iifname "wan" ip daddr ${SERVER_WAN} tcp dport 40001 dnat to 10.0.0.10:${PASSIVE_PORTS.low + 1}
  }
  chain translation {
    type nat hook postrouting priority srcnat
    oifname "wan" snat to ${SERVER_WAN}
  }
}
`;

/** Proxies and load balancers that stand before the server. */
export const beforeServer: readonly Scenario[] = [
  {
    id: 'relay-only-control',
    title: 'socat before vsftpd carries the control connection only: PORT meets a stranger, passive ports nobody',
    wiring: { serverRouter: { ownControlPort: true, uninvited: 'drop' } },
    devices: [RELAY],
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'server-behind-proxy',
      also: ['passive-range-closed'],
      silent: ['client-behind-nat'],
    },
  },
  {
    id: 'relay-and-forwarded-range',
    title: 'socat before vsftpd and a forwarded range: vsftpd takes the data connections for a stranger’s',
    wiring: { serverRouter: { ownControlPort: true, forward: [PASSIVE_PORTS], uninvited: 'drop' } },
    devices: [RELAY],
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: { PASV: /425.*Bad IP/, EPSV: /425.*Bad IP/, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'broken', exit: 2, first: 'data-peer-rejected', also: ['server-behind-proxy'] },
  },
  {
    id: 'published-under-other-numbers',
    title: 'passive ports that a container publishes under other numbers than the server names are closed',
    wiring: { serverRouter: { rules: PUBLISHED_ELSEWHERE } },
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: { PASV: /^connect to 203\.0\.113\.10: refused/, EPSV: /refused/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'balancer-spreads',
    title: 'a load balancer that sends data connections to two servers in turn lacks persistence',
    wiring: { serverRules: shareOut(FIVE_PORTS) },
    server: { product: 'pyftpdlib', passive: FIVE_PORTS, settings: ['ports_in_turn=true'] },
    args: ['--samples', '10'],
    truth: { 'PASV-PORTS': /^(?=.*open)(?=.*refused)/ },
    expect: { verdict: 'degraded', exit: 1, first: 'load-balancer-without-persistence' },
  },
  {
    id: 'balancer-keeps',
    title: 'a load balancer that keeps each client on one server is healthy',
    wiring: { serverRules: shareOut(FIVE_PORTS, 'jhash ip saddr mod 2 seed 0x1') },
    server: { product: 'pyftpdlib', passive: FIVE_PORTS, settings: ['ports_in_turn=true'] },
    args: ['--samples', '10'],
    truth: { ...ALL_LISTED, PASV: LISTED },
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
