import { defineExperiment } from './experiment.js';
import { takeFingerprint } from './split-fingerprint.js';

/** The split fingerprint over the second control port (`--alt-port`): on which ports a helper reads along. */
export default defineExperiment({
  id: 'split-second-port',
  title: 'The same over the second control port, to see on which ports an FTP helper reads along',
  lists: null,
  wanted: ({ control, target }, { altPort }) =>
    altPort !== null && altPort !== target.port && control.loggedIn && target.tls === 'off',
  asked: ({ altPort }) => altPort !== null,
  onlyAsked: true,
  teaches: ['two control ports'],
  cost: { connections: 5, waits: 0, seconds: 20, login: false },
  async run(bench) {
    if (bench.options.altPort !== null) await takeFingerprint(bench, bench.options.altPort);
  },
});
