import { PASSIVE_PORTS } from '../servers/server.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED } from '../scenario.js';
import { SERVER_WAN } from '../wiring.js';

/** What servers tell of both ends of the path, and what follows from it. */
export const serverViews: readonly Scenario[] = [
  {
    id: 'greeting-tells-inside',
    title: 'the greeting of ProFTPD behind a NAT tells its private address',
    wiring: { serverRouter: { alg: true } },
    server: { product: 'proftpd' },
    truth: { ...ALL_LISTED, GREETING: /\[10\.0\.0\.10\]/ },
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['private-address-leaked', 'server-behind-nat'] },
  },
  {
    id: 'greeting-tells-outside',
    title: 'the same server told of its public address greets with that and tells nothing',
    wiring: { serverRouter: { forward: [PASSIVE_PORTS] } },
    server: { product: 'proftpd', advertise: SERVER_WAN },
    truth: { ...ALL_LISTED, GREETING: /\[203\.0\.113\.10\]/ },
    expect: { verdict: 'healthy', exit: 0, first: null, silent: ['private-address-leaked'] },
  },
  {
    id: 'pure-ftpd-tells-inside',
    title: 'Pure-FTPd behind an ALG that hides its inside address in 227 tells it in ESTA',
    wiring: { serverRouter: { alg: true } },
    server: { product: 'pure-ftpd' },
    args: ['--depth', 'deep'],
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['private-address-leaked', 'server-behind-nat'] },
  },
];
