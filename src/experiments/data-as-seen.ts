import { defineExperiment } from './experiment.js';
import { askPassive } from './listing.js';

/**
 * Opens a passive data connection and asks the server from where it came: ESTP, which Pure-FTPd has and lists in FEAT.
 * Nothing is transferred. For servers that do not say in STAT whom they see.
 */
export default defineExperiment({
  id: 'data-as-seen',
  title: 'Ask the server from which address the data connection comes (ESTP)',
  lists: null,
  wanted: ({ control, target, attempts }, { depth }) =>
    control.loggedIn &&
    target.tls === 'off' &&
    control.seenAs === null &&
    control.features?.some((feature) => feature.toUpperCase() === 'ESTP') === true &&
    (depth === 'deep' || attempts.some(({ reached }) => reached !== 'completed')),
  teaches: [
    { cause: 'client-nat-without-alg', bits: 0.4, source: 'catalogue 7.7, "PORT reply+echo/STAT"; estimate' },
    { cause: 'data-peer-rejected', bits: 0.4, source: 'estimate' },
  ],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const session = await bench.open();
    if (session === null) return;
    const { endpoint: named } = await askPassive(session, 'EPSV');
    const data =
      named === null
        ? null
        : await session.network.connect(named, {
            purpose: 'data',
            timeoutMs: bench.options.timeoutMs,
            bind: bench.options.bind,
          });
    if (data?.ok === true) {
      await session.command('ESTP');
      data.value.close();
    }
    session.end();
  },
});
