import { defineExperiment } from './experiment.js';
import { listActive } from './listing.js';

export default defineExperiment({
  id: 'active-eprt',
  title: 'List the directory in extended active mode (EPRT, RFC 2428)',
  lists: 'EPRT',
  run: (bench) => listActive(bench, 'EPRT'),
});
