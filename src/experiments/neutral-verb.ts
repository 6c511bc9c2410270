import type { Attempt, Observations } from '../model/observations.js';
import { defineExperiment } from './experiment.js';
import { answerTo, besideNeutral, inTurns } from './in-turns.js';

/** The first listing whose PASV, EPSV, PORT or EPRT was never answered or ended the connection. */
function unanswered({ attempts }: Observations): Attempt | undefined {
  return attempts.find(
    ({ experiment, failure, setup }) =>
      /^(?:passive|active)-(?:pasv|epsv|port|eprt)$/.test(experiment) &&
      failure?.during === 'negotiate' &&
      ['timed-out', 'reset', 'closed'].includes(failure.kind) &&
      setup !== null,
  );
}

/**
 * Sends the command that went unanswered once more, and in turn with it one of the same shape that no server knows:
 * what is done to the one and not to the other was done by something that reads FTP.
 */
export default defineExperiment({
  id: 'neutral-verb',
  title: 'Repeat the command that went unanswered, in turn with a meaningless one of the same shape',
  lists: null,
  wanted: (known) => known.control.loggedIn && known.target.tls === 'off' && unanswered(known) !== undefined,
  teaches: ['neutral verb', 'way of ending'],
  cost: { connections: 4, waits: 0, seconds: 16, login: true },
  async run(bench) {
    const line = unanswered(bench.known)?.setup?.command ?? '';
    await inTurns(
      besideNeutral(line),
      (name) => bench.open(name),
      async (session, arm) => (await session.send(arm.line)).ok && (await answerTo(session, bench)).ok,
    );
  },
});
