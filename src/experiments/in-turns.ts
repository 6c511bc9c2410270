import type { Outcome } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import type { Session } from '../session/session.js';
import type { Bench } from './experiment.js';

const betweenConnectionsMs = 1000;
/** Longer than the first retransmissions of a lost packet. */
const answerMs = 3000;

/** One half of a pair: the control, or what tells. */
export interface Arm {
  readonly telling: boolean;
  /** What its control connections are called by; a number follows. */
  readonly name?: string;
}

/** A line in turn with a meaningless one of the same shape, its control. */
export function besideNeutral(line: string): readonly (Arm & { readonly line: string })[] {
  const telling = { line, telling: true };
  const control = { line: `X${line.slice(1)}`, telling: false };
  return [control, telling, control, telling];
}

/**
 * Tries the arms of a pair one after another, each on a connection of its own and with a pause between. `ask` says
 * whether it went as an untouched path lets it go. A control that did not discards the pair, and a telling arm that did
 * needs no repetition: both end the turns.
 */
export async function inTurns<A extends Arm>(
  arms: readonly A[],
  open: (name: string) => Promise<Session | null>,
  ask: (session: Session, arm: A) => Promise<boolean>,
): Promise<void> {
  for (const [at, arm] of arms.entries()) {
    const session = await open(`${arm.name ?? ''}${at + 1}`);
    if (session === null) return;
    const went = await ask(session, arm);
    session.end();
    if (went === arm.telling) return;
    if (at < arms.length - 1) await session.network.pause(betweenConnectionsMs);
  }
}

/** Waits for the answer to a probe. Where none comes, the send queue tells whether the probe ever arrived. */
export async function answerTo(session: Session, { options }: Bench): Promise<Outcome<Reply>> {
  const reply = await session.reply(Math.min(answerMs, options.timeoutMs));
  if (!reply.ok && reply.failure.kind === 'timed-out') await session.control.sendQueue();
  return reply;
}
