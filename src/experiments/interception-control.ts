import type { Endpoint } from '../model/network.js';
import type { Attempt, Observations } from '../model/observations.js';
import { classify } from '../protocol/address.js';
import { defineExperiment } from './experiment.js';

/** High ports on which a server has no reason to listen; those far from its own passive ports are taken. */
const unlikely = [65_003, 10_007, 40_009];
const farAway = 500;
const connectMs = 3000;
/** A rejecting Linux host answers only one ICMP error a second. */
const betweenConnectsMs = 1100;
/** Reserved for documentation (RFC 5737, RFC 3849): nobody has it. */
const nobody = { ipv4: '192.0.2.1', ipv6: '2001:db8::1' };

/** A passive data connection that opened, and yet no listing came of it. */
function openedInVain({ experiment, reached }: Attempt): boolean {
  return (experiment === 'passive-pasv' || experiment === 'passive-epsv') && reached === 'opened';
}

function portsToTry({ samples }: Observations): readonly number[] {
  const near = (port: number): boolean => samples.some((one) => Math.abs(one.port - port) < farAway);
  return unlikely.filter((port) => !near(port)).slice(0, 2);
}

/**
 * Connects to ports of the control peer on which nobody should listen, and in a deep look to an address that nobody has.
 * Where those open, a device on the way takes connections that are not meant for it. Nothing is sent.
 */
export default defineExperiment({
  id: 'interception-control',
  title: 'Connect to ports on which nobody listens, to see whether something on the way answers for them',
  lists: null,
  wanted: ({ attempts, control }, { depth }) =>
    control.loggedIn &&
    classify(control.remote?.host ?? '').scope !== 'loopback' &&
    (depth === 'deep' || attempts.some(openedInVain)),
  teaches: [{ cause: 'intercepting-proxy', bits: 0.15, source: 'catalogue 7.7, "X10"' }],
  cost: { connections: 1, waits: 0, seconds: 8, login: false },
  async run(bench) {
    const session = await bench.greet('');
    if (session === null) return;
    const { host } = session.remote;
    const targets: Endpoint[] = portsToTry(bench.known).map((port) => ({ host, port }));
    // Documentation addresses belong to nobody, but packets to them still leave this network: only where asked for,
    // and never for whoever wants connections to the target alone.
    if (bench.options.depth === 'deep' && bench.options.advertised !== 'skip') {
      targets.push({ host: host.includes(':') ? nobody.ipv6 : nobody.ipv4, port: unlikely[0] ?? 0 });
    }
    const { timeoutMs, bind } = bench.options;
    for (const [at, to] of targets.entries()) {
      if (at > 0) await session.network.pause(betweenConnectsMs);
      const opened = await session.network.connect(to, {
        purpose: 'data',
        timeoutMs: Math.min(connectMs, timeoutMs),
        bind,
      });
      if (opened.ok) opened.value.close();
    }
    session.end();
  },
});
