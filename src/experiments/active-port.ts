import { defineExperiment } from './experiment.js';
import { listActive } from './listing.js';

export default defineExperiment({
  id: 'active-port',
  title: 'List the directory in active mode (PORT, RFC 959)',
  lists: 'PORT',
  run: (bench) => listActive(bench, 'PORT'),
});
