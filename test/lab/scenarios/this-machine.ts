import { addressAlias } from '../rulesets.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PUBLIC_SERVER, PUBLIC_SERVER_SECOND } from '../wiring.js';

/** What the client's own machine does to FTP. */
export const thisMachine: readonly Scenario[] = [
  {
    id: 'two-ways-out',
    title: 'a client that reaches the address in 227 by another way than the control connection blames itself',
    wiring: {
      clientRouting: [
        'addr add 198.51.100.8/24 dev eth0',
        `route add ${PUBLIC_SERVER_SECOND}/32 via 198.51.100.1 src 198.51.100.8`,
      ],
      serverRules: addressAlias(PUBLIC_SERVER_SECOND, PUBLIC_SERVER),
    },
    server: { product: 'vsftpd', advertise: PUBLIC_SERVER_SECOND },
    truth: { ...ALL_LISTED, PASV: /^LIST: 425 Security: Bad IP/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'data-peer-rejected',
      proven: ['data-peer-rejected'],
      says: /left this machine from 198\.51\.100\.8 and the control connection from 198\.51\.100\.7\b/,
    },
  },
  ...(['proftpd', 'pure-ftpd'] as const).map((product): Scenario => ({
    id: `one-active-port-${product}`,
    title: `one fixed port for both active modes is used one after the other, and ${product} calls it twice within a minute`,
    wiring: {},
    server: { product },
    args: ['--active-ports', '50300-50300'],
    truth: { PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'healthy', exit: 0, first: null },
  })),
];
