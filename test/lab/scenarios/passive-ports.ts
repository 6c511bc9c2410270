import { farAway } from '../devices.js';
import { inspectingCore } from '../meddling-rules.js';
import { CONTROL_ONLY_CORE, portFirewall, rateLimited } from '../rulesets.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { PUBLIC_CLIENT } from '../wiring.js';

const TEN_PORTS = { low: 50000, high: 50009 };
/** What a company does to connections that leave it for high ports. */
const HIGH_PORTS_RESET = 'tcp dport 1024-65535 ct state new reject with tcp reset';
const LOWER_HALF = { low: 50000, high: 50004 };

/** Of the ten ports, the lower five are open and the upper five meet this fate. */
function halfOpen(fate: string): RegExp {
  return new RegExp(`^(5000[0-4] open, ){5}(5000[5-9] ${fate}(, |$)){5}$`);
}

/** Passive mode fails because of the ports, and not because of what 227 says. */
export const passivePorts: readonly Scenario[] = [
  {
    id: 'range-not-forwarded-drop',
    title: 'a passive range that the server’s router swallows is closed',
    wiring: { serverRouter: { uninvited: 'drop' } },
    server: { product: 'vsftpd', advertise: '203.0.113.10' },
    truth: {
      PASV: /^connect to 203\.0\.113\.10: timed out/,
      EPSV: /^connect to 203\.0\.113\.10: timed out/,
      PORT: LISTED,
      EPRT: LISTED,
    },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'range-not-forwarded-reset',
    title: 'a passive range that the server’s router answers with RST is closed',
    wiring: { serverRouter: { uninvited: 'reset' } },
    server: { product: 'proftpd', advertise: '203.0.113.10' },
    truth: {
      PASV: /^connect to 203\.0\.113\.10: refused/,
      EPSV: /^connect to 203\.0\.113\.10: refused/,
      PORT: LISTED,
      EPRT: LISTED,
    },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'range-closed-at-public-server',
    title: 'a passive range that the firewall of a public server swallows is closed',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'drop') },
    server: { product: 'pure-ftpd' },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'range-rejected-at-public-server',
    title: 'a passive range that the firewall of a public server rejects with RST is closed',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    server: { product: 'pyftpdlib' },
    truth: { PASV: /refused/, EPSV: /refused/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'high-ports-refused-nearby',
    title:
      'refusals that come sooner than a server thirty milliseconds away could send them are a firewall near the client',
    wiring: { coreRules: inspectingCore(`ip saddr ${PUBLIC_CLIENT} ${HIGH_PORTS_RESET}`) },
    server: { product: 'vsftpd' },
    devices: [farAway(30)],
    truth: { PASV: /refused/, EPSV: /refused/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'client-egress-blocked' },
  },
  {
    id: 'high-ports-icmp-refused-nearby',
    title: 'the same by ICMP errors, of which the firewall holds back all but a few until the second SYN',
    wiring: {
      coreRules: inspectingCore(`ip saddr ${PUBLIC_CLIENT} tcp dport 1024-65535 ct state new reject`),
    },
    server: { product: 'vsftpd' },
    devices: [farAway(30)],
    args: ['--samples', '12'],
    truth: { PASV: /refused/, EPSV: /refused/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'client-egress-blocked' },
  },
  {
    id: 'range-rejected-far-away',
    title: 'refusals that take the whole way to that server are its own firewall',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    server: { product: 'vsftpd' },
    devices: [farAway(30)],
    truth: { PASV: /refused/, EPSV: /refused/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed', proven: ['passive-range-closed'] },
  },
  {
    id: 'connection-limit',
    title: 'a firewall that counts new connections is told from a partly open range when it has had a rest',
    wiring: { serverRules: rateLimited(PASSIVE_PORTS, 4) },
    server: { product: 'vsftpd' },
    args: ['--samples', '8'],
    patience: 1,
    forgetsAfterMs: 6000,
    // Four connections get through, at times two of them to one port: vsftpd draws its ports at random.
    truth: { 'PASV-PORTS': /^(?:(?!open).)*(?:open(?:(?!open).)*){2,4}$/ },
    expect: { verdict: 'degraded', exit: 1, first: 'connection-limit' },
  },
  {
    id: 'connection-limit-ports-in-turn',
    title: 'the same where the server names its ports in order, so that the limit looks like a boundary',
    wiring: { serverRules: rateLimited(PASSIVE_PORTS, 3) },
    server: { product: 'pyftpdlib', settings: ['ports_in_turn=true'] },
    args: ['--samples', '8'],
    patience: 1,
    forgetsAfterMs: 6000,
    truth: { 'PASV-PORTS': /^(\d+ open, ){3}(\d+ timed out(, |$)){7}$/ },
    expect: { verdict: 'degraded', exit: 1, first: 'connection-limit' },
  },
  {
    id: 'range-half-forwarded',
    title: 'a passive range of which the router forwards the lower half is partly open',
    wiring: { serverRouter: { forward: [LOWER_HALF], uninvited: 'reset' } },
    server: {
      product: 'pyftpdlib',
      advertise: '203.0.113.10',
      passive: TEN_PORTS,
      // Random ports would leave it to chance which half a sample sees.
      settings: ['ports_in_turn=true'],
    },
    args: ['--samples', '10'],
    truth: { 'PASV-PORTS': halfOpen('refused'), PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-partial' },
  },
  {
    id: 'range-half-forwarded-drop',
    title: 'a passive range of which the firewall swallows the upper half is partly open',
    wiring: { serverRules: portFirewall({ low: 50005, high: 50009 }, 'drop') },
    server: { product: 'pyftpdlib', passive: TEN_PORTS, settings: ['ports_in_turn=true'] },
    args: ['--samples', '10'],
    patience: 1,
    truth: { 'PASV-PORTS': halfOpen('timed out'), PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-partial' },
  },
  ...(['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'] as const).map((product): Scenario => ({
    id: `range-of-the-system-${product}`,
    title: `${product} that nobody gave a passive range takes its ports from a wide one, and the report says so`,
    wiring: {},
    server: { product, passive: null },
    args: ['--samples', '10'],
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['passive-range-ephemeral'] },
  })),
  {
    id: 'range-of-somebody',
    title: 'a range of a thousand ports within that of the system is somebody’s own',
    wiring: {},
    server: { product: 'vsftpd', passive: { low: 40000, high: 40999 } },
    args: ['--samples', '10'],
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, silent: ['passive-range-ephemeral'] },
  },
  {
    id: 'passive-off-vsftpd',
    title: 'vsftpd with pasv_enable=NO has passive mode disabled',
    wiring: {},
    server: { product: 'vsftpd', settings: ['pasv_enable=NO'] },
    truth: { PASV: /^PASV: 550/, EPSV: /^EPSV: 550/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-disabled' },
  },
  {
    id: 'passive-off-proftpd',
    title: 'ProFTPD that limits PASV and EPSV has passive mode disabled',
    wiring: {},
    server: { product: 'proftpd', settings: ['<Limit PASV EPSV>\nDenyAll\n</Limit>'] },
    truth: { PASV: /^PASV: 5/, EPSV: /^EPSV: 5/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-disabled' },
  },
  {
    id: 'data-dead',
    title: 'a path that carries nothing but port 21 is broken, at the cost of few timeouts',
    wiring: { coreRules: CONTROL_ONLY_CORE },
    server: { product: 'vsftpd' },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: /timed out/, EPRT: /timed out/ },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'passive-range-closed',
      also: ['client-firewall-blocks-callback'],
      withinSeconds: 20,
    },
  },
];
