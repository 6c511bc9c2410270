import type { Observations } from '../model/observations.js';
import { resentMs } from '../protocol/resent.js';
import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { answerTo, inTurns, type Arm } from './in-turns.js';

interface Cut extends Arm {
  readonly pieces: readonly [string, string];
}

/** The command, cut where no pattern of a helper begins, behind the beginning of one, and in the middle of one. */
const control: Cut = { pieces: ['N', 'OOP'], telling: false };
const harmless: Cut = { pieces: ['PW', 'D'], telling: false };
const telling: Cut = { pieces: ['P', 'WD'], telling: true };

/** Each telling cut behind its control, twice: one stall may be a lost packet. */
const plan = [control, harmless, telling, harmless, telling];

/** So that the pieces leave as two segments, the first one acknowledged where nothing drops it. */
const betweenPiecesMs = 50;

/** Milliseconds from the second piece to the answer; `null` where none came. */
async function sendCut(session: Session, { pieces: [head, tail] }: Cut, bench: Bench): Promise<number | null> {
  // Linux's helper never looks at the first line of a connection.
  if (!(await session.command('NOOP')).ok) return null;
  const bytes = new TextEncoder();
  await session.control.write(bytes.encode(head));
  await session.network.pause(betweenPiecesMs);
  await session.control.write(bytes.encode(`${tail}\r\n`));
  const sentMs = session.network.now();
  return (await answerTo(session, bench)).ok ? session.network.now() - sentMs : null;
}

/** Takes the fingerprint of one control port. A telling cut that is answered late is tried twice like a stalled one. */
export async function takeFingerprint(bench: Bench, port: number): Promise<void> {
  let usualMs = Infinity;
  await inTurns(
    plan,
    (name) => bench.greet(name, port),
    async (session, cut) => {
      const took = await sendCut(session, cut, bench);
      if (took === null) return false;
      if (!cut.telling) usualMs = Math.min(usualMs, took);
      return took < usualMs + resentMs;
    },
  );
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
  wanted: (known, { depth, altPort }) =>
    known.control.loggedIn && known.target.tls === 'off' && (depth === 'deep' || altPort !== null || anyFailed(known)),
  // One half of the map of ports that the second control port completes.
  asked: ({ altPort }) => altPort !== null,
  teaches: ['split commands'],
  cost: { connections: 5, waits: 0, seconds: 20, login: false },
  run: (bench) => takeFingerprint(bench, bench.target.port),
});
