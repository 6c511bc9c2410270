import { defineExperiment } from './experiment.js';
import { stalledMode } from './names-only.js';

/**
 * The listing over the control connection (STAT with a path, RFC 959 section 4.1.3): the same large text without a data
 * connection. Where it stalls as well, what is lost is large packets and not data connections.
 */
export default defineExperiment({
  id: 'status-listing',
  title: 'Ask for the same listing over the control connection (STAT)',
  lists: null,
  wanted: (known) => known.control.loggedIn && stalledMode(known) !== null,
  teaches: [{ cause: 'pmtu-blackhole', bits: 0.4, source: 'catalogue 7.6, column "STAT"; estimate' }],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const session = await bench.open();
    if (session === null) return;
    const path = bench.target.path === '' ? '.' : bench.target.path;
    const reply = await session.command(`STAT ${path.startsWith('-') ? './' : ''}${path}`);
    if (!reply.ok && reply.failure.kind === 'timed-out') await session.control.sendQueue();
    session.end();
  },
});
