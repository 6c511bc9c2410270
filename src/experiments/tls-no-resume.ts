import type { Attempt, Observations } from '../model/observations.js';
import { defineExperiment } from './experiment.js';
import { listActive, listPassive } from './listing.js';

/** A listing whose data connection opened: only there can TLS on it be looked at. */
function opened({ attempts }: Observations): Attempt | undefined {
  return attempts.find(({ encrypted, reached }) => encrypted && (reached === 'completed' || reached === 'opened'));
}

/** Shows what happens to clients that cannot resume: libraries without session reuse are common. */
export default defineExperiment({
  id: 'tls-no-resume',
  title: 'List under TLS without resuming the session on the data connection',
  lists: null,
  wanted: (known, { depth }) =>
    known.target.tls !== 'off' &&
    known.control.loggedIn &&
    opened(known) !== undefined &&
    (depth === 'deep' || opened(known)?.reached === 'opened'),
  teaches: [{ cause: 'tls-session-reuse-required', bits: 0.6, source: 'estimate' }],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const mode = opened(bench.known)?.mode;
    const fresh = { ...bench, freshTls: true };
    if (mode === 'PASV' || mode === 'EPSV') await listPassive(fresh, mode, 'advertised');
    else if (mode !== undefined) await listActive(fresh, mode);
  },
});
