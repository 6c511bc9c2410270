import type { Mode } from '../model/target.js';
import { defineExperiment, type Bench } from './experiment.js';
import { listActive, listPassive } from './listing.js';

/**
 * Lists over a second control port of the same server (`--alt-port`). An ALG looks at the ports it was told to, most often
 * 21: what works there and not here is its work. The passive listing is the control of the active one.
 */
export default defineExperiment({
  id: 'alternate-port',
  title: 'List once more in active and passive mode over a second control port of the same server',
  lists: null,
  wanted: ({ control, target }, { altPort }) => altPort !== null && altPort !== target.port && control.loggedIn,
  asked: ({ altPort }) => altPort !== null,
  onlyAsked: true,
  teaches: ['two control ports'],
  cost: { connections: 2, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const port = bench.options.altPort;
    if (port === null) return;
    const there = (mode: Mode): Bench => ({
      ...bench,
      open: () => bench.open(mode.toLowerCase(), bench.target.tls, port),
    });
    // PORT and PASV cannot name an IPv6 address (RFC 2428).
    const overIpv6 = bench.known.control.remote?.host.includes(':') === true;
    const [active, passive] = overIpv6 ? (['EPRT', 'EPSV'] as const) : (['PORT', 'PASV'] as const);
    await listActive(there(active), active);
    await listPassive(there(passive), passive, 'advertised');
  },
});
