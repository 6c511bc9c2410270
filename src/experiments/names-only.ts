import type { Observations } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { defineExperiment } from './experiment.js';
import { listActive, listPassive } from './listing.js';

/** The mode of a listing whose data connection opened and then stayed silent; `null` where none did. */
export function stalledMode({ attempts }: Observations): Mode | null {
  const stalled = attempts.find(
    ({ reached, failure }) => reached === 'opened' && failure?.kind === 'timed-out' && failure.during === 'transfer',
  );
  return stalled?.mode ?? null;
}

/**
 * The small half of a pair in size: the names alone (NLST), in the mode whose full listing stalled. Names are a fifth of
 * a listing, so they often fit one small packet where the listing does not.
 */
export default defineExperiment({
  id: 'names-only',
  title: 'List the names alone (NLST), in the mode whose full listing stalled',
  lists: null,
  wanted: (known) => stalledMode(known) !== null,
  teaches: [{ cause: 'pmtu-blackhole', bits: 0.5, source: 'catalogue 7.6, column "large LIST"; estimate' }],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const mode = stalledMode(bench.known);
    const names = { ...bench, namesOnly: true };
    if (mode === 'PASV' || mode === 'EPSV') await listPassive(names, mode, 'peer');
    else if (mode !== null) await listActive(names, mode);
  },
});
