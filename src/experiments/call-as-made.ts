import { formatEprt, formatPort } from '../protocol/active.js';
import { defineExperiment } from './experiment.js';

/**
 * Has the server call and say from which address it did: ESTA, which Pure-FTPd has and lists in FEAT. Nothing is
 * transferred. A server behind a NAT tells so its inside address, also where an ALG hides it in 227: it is then that ALG
 * on which passive mode depends. (Told to announce another address, Pure-FTPd 1.0.50 takes ESTA for unknown.)
 */
export default defineExperiment({
  id: 'call-as-made',
  title: 'Ask the server from which address of its own it calls back (ESTA)',
  lists: null,
  wanted: ({ control, target, attempts }, { depth }) =>
    control.loggedIn &&
    target.tls === 'off' &&
    control.serverInside.length === 0 &&
    control.features?.some((feature) => feature.toUpperCase() === 'ESTA') === true &&
    attempts.some(({ experiment, reached }) => experiment.startsWith('active-') && reached === 'completed') &&
    (depth === 'deep' || attempts.some(({ reached }) => reached !== 'completed')),
  teaches: [
    { cause: 'passive-range-closed', bits: 0.1, source: 'estimate: a NAT before the server has to forward the range' },
  ],
  cost: { connections: 1, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const { bind, activeAddress, activePorts } = bench.options;
    const session = await bench.open();
    if (session === null) return;
    const listening = await session.network.listen({ host: bind ?? session.local.host, ports: activePorts });
    if (listening.ok) {
      const at = { host: activeAddress ?? session.local.host, port: listening.value.local.port };
      const accepted = await session.command(at.host.includes(':') ? formatEprt(at) : formatPort(at));
      // The system takes the call; nobody has to.
      if (accepted.ok && accepted.value.code < 300) await session.command('ESTA');
      listening.value.close();
    }
    session.end();
  },
});
