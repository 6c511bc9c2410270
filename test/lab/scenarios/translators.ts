import { portHolder } from '../devices.js';
import { inspectingCore } from '../meddling-rules.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { LAB_ACCOUNT, PASSIVE_PORTS } from '../servers/server.js';
import { CLIENT_WAN, PUBLIC_SERVER, SERVER_WAN } from '../wiring.js';

const DEEP = ['--depth', 'deep'];

/** Two ports for callbacks, both announced already by other sessions of the same client. */
const TAKEN: Pick<Scenario, 'server' | 'devices' | 'args'> = {
  server: { product: 'pure-ftpd' },
  devices: [50_300, 50_301].map((port) => portHolder(PUBLIC_SERVER, LAB_ACCOUNT, port)),
  args: ['--active-ports', '50300-50301'],
};

/** Translators that meet another translator, or each other's ports. */
export const translators: readonly Scenario[] = [
  {
    id: 'fixed-address-and-alg',
    title: 'a server that announces its outside address behind an ALG, with no port forwarded, is translated twice',
    wiring: { serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: { PASV: /^connect to 203\.0\.113\.10: timed out/, EPSV: LISTED, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'double-translation' },
  },
  {
    id: 'fixed-address-and-alg-forwarded',
    title: 'the same with the range forwarded works, and a deep look warns of the second translator',
    wiring: { serverRouter: { alg: true, forward: [PASSIVE_PORTS], uninvited: 'drop' } },
    server: { product: 'pyftpdlib', advertise: SERVER_WAN },
    args: DEEP,
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['double-translation-risk'] },
  },
  {
    id: 'fixed-address-forwarded',
    title: 'the same without the ALG is healthy, and a deep look warns of nothing',
    wiring: { serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } },
    server: { product: 'pyftpdlib', advertise: SERVER_WAN },
    args: DEEP,
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, silent: ['double-translation-risk', 'alg-present'] },
  },
  {
    ...TAKEN,
    id: 'alg-remaps-port',
    title: 'the kernel’s FTP helper moves ports that are taken, to where a firewall outside lets nobody in',
    wiring: {
      clientRouter: { alg: true },
      coreRules: inspectingCore(
        `ip daddr ${CLIENT_WAN[0]} ct state new tcp dport != 50300-50301 reject with tcp reset`,
      ),
    },
    truth: { PASV: LISTED, EPSV: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-remaps-port' },
  },
  {
    ...TAKEN,
    id: 'alg-remaps-port-harmless',
    title: 'the same without the firewall outside is healthy',
    wiring: { clientRouter: { alg: true } },
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
