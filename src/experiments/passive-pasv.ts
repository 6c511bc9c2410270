import { defineExperiment } from './experiment.js';
import { listPassive } from './listing.js';

export default defineExperiment({
  id: 'passive-pasv',
  title: 'List the directory in passive mode (PASV, RFC 959), over the advertised address',
  lists: 'PASV',
  run: (bench) => listPassive(bench, 'PASV', 'advertised'),
});
