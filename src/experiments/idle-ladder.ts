import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { deal, keptEveryMs, restsUpTo, type Rest } from './idle-plan.js';

/** Asks whether the connection still stands. What nobody acknowledges stays in the send queue. */
async function answers(session: Session): Promise<boolean> {
  const reply = await session.command('NOOP');
  if (!reply.ok && reply.failure.kind === 'timed-out') await session.control.sendQueue();
  return reply.ok && reply.value.code !== 421;
}

/** Lets a connection rest for its time, which began at `sinceMs`, and asks; false when it did not last. */
export async function rest(
  session: Session,
  { restMs, kept }: Rest,
  everyMs: number,
  sinceMs = session.network.now(),
): Promise<boolean> {
  const { network, control } = session;
  const until = sinceMs + restMs;
  if (kept === 'tcp') await control.keepAlive(everyMs);
  for (;;) {
    const left = until - network.now();
    // Listening, not sleeping: a server that ends the session itself says when.
    const heard = await session.reply(Math.max(1, kept === 'noop' ? Math.min(everyMs, left) : left));
    if (heard.ok || heard.failure.kind !== 'timed-out') return false;
    if (!(await answers(session))) return false;
    if (network.now() >= until || kept !== 'noop') return true;
  }
}

/** A server that counts sessions needs a moment to notice that one has ended. */
const betweenMs = 300;

/** A connection that was admitted, and when: it rests from then on. What is kept alive is under way. */
interface Admitted {
  readonly session: Session;
  readonly sinceMs: number;
  readonly begun: Promise<boolean> | null;
}

async function workThrough(bench: Bench, share: readonly Rest[], one: Admitted, everyMs: number): Promise<void> {
  const { session: first } = one;
  let session: Session | null = first;
  for (const next of share) {
    if (session === null) {
      await first.network.pause(betweenMs);
      // The name itself may belong to the connection that was refused.
      session = await bench.open(`${next.name}/later`);
    }
    if (session === null) return;
    const resting =
      session === first ? (one.begun ?? rest(session, next, everyMs, one.sinceMs)) : rest(session, next, everyMs);
    const lasted = await resting;
    session.end();
    session = null;
    // A longer silence would not be survived either.
    if (!lasted && next.kept === 'nothing') return;
  }
}

/**
 * Finds out after how long a silence the control connection is forgotten, by whom, and what keeps it alive: connections
 * that rest for longer and longer, side by side, beside two of the same age on which TCP keepalives or NOOPs pass.
 * A server that admits fewer has them one after another on those it admits.
 */
export default defineExperiment({
  id: 'idle-ladder',
  title: 'Let control connections rest, each for longer, and ask which of them still stand',
  lists: null,
  wanted: ({ control }, { idleMs }) => idleMs !== null && control.loggedIn,
  asked: ({ idleMs }) => idleMs !== null,
  onlyAsked: true,
  teaches: [],
  cost: { connections: 10, waits: 2, seconds: 0, login: true },
  async run(bench) {
    const { idleMs, serial } = bench.options;
    if (idleMs === null) return;
    const rests = restsUpTo(idleMs);
    const everyMs = keptEveryMs(idleMs);
    const admitted: Admitted[] = [];
    for (const next of serial ? rests.slice(0, 1) : rests) {
      const session = await bench.open(next.name);
      if (session === null) break;
      // At once: a slow server may take longer to admit the others than the path remembers this one.
      const begun = next.kept === 'nothing' ? null : rest(session, next, everyMs);
      begun?.catch(() => undefined);
      admitted.push({ session, sinceMs: session.network.now(), begun });
    }
    const shares = deal(rests, admitted.length);
    await Promise.all(admitted.map((one, at) => workThrough(bench, shares[at] ?? [], one, everyMs)));
  },
});
