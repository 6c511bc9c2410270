import type { Observations } from '../model/observations.js';
import { defineExperiment } from './experiment.js';
import { answerTo, besideNeutral, inTurns } from './in-turns.js';

/** Loopback, so that nobody could be called even by a server that took it. */
const otherFamily = { overIpv4: 'EPRT |2|::1|50001|', overIpv6: 'EPRT |1|127.0.0.1|50001|' };

/** A control of the split fingerprint went unanswered: then a helper has to be found in another way. */
function fingerprintDiscarded({ splits }: Observations): boolean {
  return splits.some(({ cut, answered }) => cut !== 'P|WD' && !answered);
}

/**
 * Sends EPRT with an address of the other family, in turn with a meaningless command of the same shape, without login.
 * Every server answers both (RFC 2428 section 2: 522); a helper that cannot read the one drops it.
 */
export default defineExperiment({
  id: 'wrong-family',
  title: 'Send EPRT of the other address family, in turn with a meaningless command of the same shape',
  lists: null,
  wanted: (known, { depth }) =>
    known.control.loggedIn && known.target.tls === 'off' && (depth === 'deep' || fingerprintDiscarded(known)),
  completes: fingerprintDiscarded,
  teaches: ['split commands'],
  cost: { connections: 4, waits: 0, seconds: 16, login: false },
  async run(bench) {
    const overIpv6 = bench.known.control.remote?.host.includes(':') === true;
    const line = overIpv6 ? otherFamily.overIpv6 : otherFamily.overIpv4;
    await inTurns(
      besideNeutral(line),
      (name) => bench.greet(name),
      async (session, arm) => {
        // Linux's helper never looks at the first line of a connection.
        if (!(await session.command('NOOP')).ok || !(await session.send(arm.line)).ok) return false;
        return (await answerTo(session, bench)).ok;
      },
    );
  },
});
