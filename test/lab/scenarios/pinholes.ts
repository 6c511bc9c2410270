import { PASSIVE_PORTS } from '../servers/server.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PUBLIC_CLIENT } from '../wiring.js';

/** A router that lets its LAN out to port 21 alone, and to what the kernel's FTP helper expects. */
const PORT_21_ALONE = { alg: true, letsOut: [21] } as const;

/** The same from the core, by what the server says and not by connection: the ports stay open for three seconds. */
const FORGETFUL_CORE = `table ip core {
  set promised { type ipv4_addr; size 100; flags dynamic, timeout; timeout 3s; }
  chain forwarding {
    type filter hook forward priority filter
    tcp sport 21 @ih,0,24 0x323237 update @promised { ip daddr }
    tcp sport 21 @ih,0,24 0x323239 update @promised { ip daddr }
    ip saddr ${PUBLIC_CLIENT} tcp dport ${PASSIVE_PORTS.low}-${PASSIVE_PORTS.high} ct state new ip saddr != @promised drop
  }
}
`;

/** Firewalls that open a port when they read of it: once, for a time, and for the address that they expect. */
export const pinholes: readonly Scenario[] = [
  {
    id: 'out-by-helper-alone',
    title: 'a firewall that opens each passive port for one connection is healthy: no port is tried before it is used',
    wiring: { clientRouter: PORT_21_ALONE },
    server: { product: 'vsftpd' },
    truth: { ...ALL_LISTED, 'PASV-TWICE': /^listed 3, 226; again: timed out$/ },
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'out-by-helper-alone-tls',
    title: 'the same firewall reads nothing under TLS: active and passive mode fail together',
    wiring: { clientRouter: PORT_21_ALONE },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: ['--tls', 'explicit'],
    truth: { ...ALL_LISTED, 'CURL-TLS': /^exit 28/ },
    expect: { verdict: 'broken', exit: 2, first: 'alg-blind-under-tls', also: ['passive-range-closed'] },
  },
  {
    id: 'out-by-helper-private-227',
    title: 'a private 227 gets no port opened by that firewall, so not even the right address helps, and EPSV does',
    wiring: { clientRouter: PORT_21_ALONE, serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } },
    server: { product: 'vsftpd' },
    truth: {
      PASV: /^connect to 10\.0\.0\.10: timed out/,
      'PASV-AT-PEER': /^connect to 203\.0\.113\.10: timed out/,
      EPSV: LISTED,
      PORT: LISTED,
    },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-private' },
  },
  {
    id: 'port-open-for-seconds',
    title: 'a firewall that closes a passive port again after three seconds is healthy for who connects at once',
    wiring: { coreRules: FORGETFUL_CORE },
    server: { product: 'vsftpd' },
    truth: { ...ALL_LISTED, 'PASV-LATE': /^connect to 203\.0\.113\.50: timed out/ },
    forgetsAfterMs: 3000,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'other-address-beside-helper',
    title: 'an address of the client’s settings that is not the one it calls from is left alone by the helper',
    wiring: { clientRouter: { alg: true }, clientRouting: ['addr add 192.168.1.77/24 dev eth0'] },
    server: { product: 'pure-ftpd' },
    args: ['--active-address', '192.168.1.77'],
    truth: ALL_LISTED,
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'active-address-stale',
      proven: ['active-address-stale'],
      says: /announces 192\.168\.1\.77, but the server sees this client at 203\.0\.113\.1\b/,
    },
  },
];
