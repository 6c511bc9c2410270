import type { Attempt, Observations } from '../model/observations.js';
import { decodeReply } from '../protocol/server-text.js';
import { defineExperiment } from './experiment.js';
import { answerTo, inTurns } from './in-turns.js';

/** The first listing whose command the server claims not to know, without giving another reason. */
function notKnown({ attempts }: Observations): Attempt | undefined {
  return attempts.find(({ experiment, setup, mode }) => {
    if (!/^(?:passive|active)-(?:pasv|epsv|port|eprt)$/.test(experiment) || !setup?.reply) return false;
    return [500, 502].includes(setup.reply.code) && decodeReply(setup.reply, mode) === null;
  });
}

function lower(line: string): string {
  return line.replace(/^[A-Z]+/, (verb) => verb.toLowerCase());
}

/**
 * Repeats a command that the server claims not to know, in turn with the same one in small letters. Servers make no
 * difference (RFC 959 section 5.3); a device that replaces the one and not the other does.
 */
export default defineExperiment({
  id: 'verb-case',
  title: 'Repeat a command that was not understood, in capitals and in small letters in turn',
  lists: null,
  wanted: (known) => known.control.loggedIn && known.target.tls === 'off' && notKnown(known) !== undefined,
  completes: () => true,
  teaches: [{ cause: 'alg-mangles-commands', bits: 0.4, source: 'estimate' }],
  cost: { connections: 4, waits: 0, seconds: 16, login: true },
  async run(bench) {
    const line = notKnown(bench.known)?.setup?.command ?? '';
    const capitals = { line, telling: false };
    const small = { line: lower(line), telling: true };
    await inTurns(
      [capitals, small, capitals, small],
      (name) => bench.open(name),
      async (session, arm) => {
        const answer = (await session.send(arm.line)).ok ? await answerTo(session, bench) : null;
        return answer?.ok === true && answer.value.code >= 500;
      },
    );
  },
});
