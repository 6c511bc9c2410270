import { defineExperiment } from './experiment.js';
import { listPassive } from './listing.js';

/**
 * PASV over IPv6, where it cannot work (RFC 2428): a server that names an IPv4 address all the same stands behind a
 * translator between the families.
 */
export default defineExperiment({
  id: 'pasv-over-ipv6',
  title: 'Ask for a passive port with PASV over IPv6, to see whether the server lives on IPv4',
  lists: null,
  wanted: ({ control, attempts }) =>
    control.loggedIn &&
    control.remote?.host.includes(':') === true &&
    attempts.some(({ mode, reached }) => mode === 'EPRT' && reached !== 'completed'),
  teaches: [{ cause: 'nat64-without-ftp64', bits: 0.5, source: 'estimate' }],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  run: (bench) => listPassive(bench, 'PASV', 'advertised'),
});
