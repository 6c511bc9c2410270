import type { Attempt, Observations } from '../model/observations.js';
import { defineExperiment, type Bench } from './experiment.js';
import { listActive, listPassive } from './listing.js';

/** The two commands of each way to the data; what stops the one for good mostly stops the other. */
const twins = { PASV: 'EPSV', EPSV: 'PASV', PORT: 'EPRT', EPRT: 'PORT' } as const;

/** Listings that failed where the other of their kind did not. */
function alone({ attempts }: Observations): readonly Attempt[] {
  const first = attempts.filter(({ experiment }) => /^(?:passive|active)-(?:pasv|epsv|port|eprt)$/.test(experiment));
  const listed = new Set(first.flatMap(({ mode, reached }) => (reached === 'completed' ? [mode] : [])));
  return first.filter(({ mode, reached }) => reached !== 'completed' && listed.has(twins[mode]));
}

/**
 * Lists once more in a mode that failed while the other of its kind worked. One failure may be chance, such as a lost
 * packet or a busy server; two of the same are not.
 */
export default defineExperiment({
  id: 'listing-again',
  title: 'List once more in a mode that failed alone, to see whether that was chance',
  lists: null,
  last: true,
  wanted: (known) => known.control.loggedIn && alone(known).length > 0,
  teaches: [{ cause: 'unexplained-failure', bits: 0.4, source: 'catalogue 3, X20: one failure may be chance' }],
  cost: { connections: 2, waits: 2, seconds: 1, inTurn: { waits: 4, seconds: 2 }, login: true },
  async run(bench) {
    await Promise.all(
      alone(bench.known).map(({ mode }) => {
        const again: Bench = { ...bench, open: () => bench.open(mode.toLowerCase()) };
        return mode === 'PASV' || mode === 'EPSV' ? listPassive(again, mode, 'advertised') : listActive(again, mode);
      }),
    );
  },
});
