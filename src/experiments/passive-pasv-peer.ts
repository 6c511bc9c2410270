import { sameAddress } from '../protocol/address.js';
import { defineExperiment } from './experiment.js';
import { listPassive } from './listing.js';

/** The other half of the pair: the advertised address failed, so is it only the address that is wrong? */
export default defineExperiment({
  id: 'passive-pasv-peer',
  title: 'List the directory by a fresh PASV, connecting to the control peer instead of the advertised address',
  lists: null,
  wanted: ({ attempts, control }) =>
    attempts.some(
      ({ experiment, advertised, reached }) =>
        experiment === 'passive-pasv' &&
        reached === 'negotiated' &&
        advertised !== null &&
        control.remote !== null &&
        !sameAddress(advertised.host, control.remote.host),
    ),
  completes: () => true,
  teaches: ['data connect'],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  run: (bench) => listPassive(bench, 'PASV', 'peer'),
});
