import { defineExperiment } from './experiment.js';
import { listPassive } from './listing.js';

export default defineExperiment({
  id: 'passive-epsv',
  title: 'List the directory in extended passive mode (EPSV, RFC 2428), over the advertised address',
  lists: 'EPSV',
  run: (bench) => listPassive(bench, 'EPSV', 'advertised'),
});
