import type { Observations } from '../model/observations.js';
import { sameAddress } from '../protocol/address.js';
import { defineExperiment } from './experiment.js';
import { pacer, sample, samplingModes, usual } from './passive-ports.js';

/** Longer than the windows of most rate limits on new connections. */
const restMs = 10_000;
const ports = 3;

/** In the order of the connects to the control peer: some opened, and then at least two did not. */
function stopped({ samples, control: { remote } }: Observations): boolean {
  const onPeer = samples.filter(({ host }) => remote !== null && sameAddress(host, remote.host));
  const ordered = [...onPeer].sort((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0));
  return /^o+x{2,}$/.test(ordered.map(({ open }) => (open ? 'o' : 'x')).join(''));
}

/**
 * Samples passive ports once more after a rest, where the first connects opened and the later ones did not. Ports that
 * are closed stay so; a limit forgets.
 */
export default defineExperiment({
  id: 'passive-ports-again',
  title: 'Sample passive ports again after a rest, on the control peer',
  lists: null,
  last: true,
  wanted: stopped,
  completes: () => true,
  teaches: ['repetition'],
  cost: { connections: 1, waits: 0, seconds: 23, login: true },
  async run(bench) {
    const [mode] = samplingModes(bench.known);
    const session = mode === undefined ? null : await bench.open();
    if (mode === undefined || session === null) return;
    await session.network.pause(restMs);
    const turn = pacer(session, usual.spacingMs);
    for (let done = 0; done < ports; done++) if ((await sample(bench, session, mode, turn)) !== 'connected') break;
    session.end();
  },
});
