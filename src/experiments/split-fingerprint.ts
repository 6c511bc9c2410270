import type { Observations } from '../model/observations.js';
import type { ProbeOptions } from '../model/target.js';
import type { Session } from '../session/session.js';
import { defineExperiment } from './experiment.js';

/** The command, cut where no pattern of a helper begins, behind the beginning of one, and in the middle of one. */
const control = ['N', 'OOP'] as const;
const harmless = ['PW', 'D'] as const;
const telling = ['P', 'WD'] as const;

/** Each telling cut behind its control, twice: one stall may be a lost packet. */
const plan = [control, harmless, telling, harmless, telling];

const betweenConnectionsMs = 1000;
/** So that the pieces leave as two segments, the first one acknowledged where nothing drops it. */
const betweenPiecesMs = 50;
/** Longer than the first retransmissions of a lost packet. */
const answerMs = 3000;

/** Whether an answer came to a command sent in two pieces. */
async function sendCut(
  session: Session,
  [head, tail]: readonly [string, string],
  options: ProbeOptions,
): Promise<boolean> {
  // Linux's helper never looks at the first line of a connection.
  if (!(await session.command('NOOP')).ok) return false;
  const bytes = new TextEncoder();
  await session.control.write(bytes.encode(head));
  await session.network.pause(betweenPiecesMs);
  await session.control.write(bytes.encode(`${tail}\r\n`));
  const reply = await session.reply(Math.min(answerMs, options.timeoutMs));
  if (!reply.ok && reply.failure.kind === 'timed-out') await session.control.sendQueue();
  return reply.ok;
}

function anyFailed({ attempts }: Observations): boolean {
  return attempts.some(({ failure }) => failure !== null && failure.during !== 'control');
}

/**
 * Finds an FTP helper of the Linux kind on the control connection's path, without login: it drops a segment that may be
 * the beginning of PORT or PASV and lets the same command pass when it is cut elsewhere.
 */
export default defineExperiment({
  id: 'split-fingerprint',
  title: 'Send a harmless command in two segments, to see whether an FTP helper on the way drops one',
  lists: null,
  wanted: (known, { depth }) =>
    known.control.loggedIn && known.target.tls === 'off' && (depth === 'deep' || anyFailed(known)),
  async run(bench) {
    for (const [at, cut] of plan.entries()) {
      const session = await bench.greet(`${at + 1}`);
      if (session === null) return;
      const answered = await sendCut(session, cut, bench.options);
      session.end();
      // A control that fails discards the pair, and a telling cut that is answered needs no second one.
      if (answered === (cut === telling)) return;
      if (at < plan.length - 1) await session.network.pause(betweenConnectionsMs);
    }
  },
});
