import type { Cost, FollowUp } from '../experiments/experiment.js';
import { expectedGain } from '../inference/expected.js';
import { hypothesisOf } from '../inference/settle.js';
import { slots } from '../inference/slots.js';
import type { Observations } from '../model/observations.js';

/** Less than this about a cause is not worth a connection. */
const leastBits = 0.02;
/** The usual wait, in seconds, with which costs are compared. */
const usualWait = 8;

/** What a control connection and a login are worth in seconds (path catalogue 7.2). */
const surcharge = { connection: 5, login: 20 };

/** The cost in seconds. */
export function priceOf({ connections, waits, seconds, login }: Cost): number {
  return waits * usualWait + seconds + surcharge.connection * connections + (login ? surcharge.login : 0);
}

/** Each open question with what an experiment is expected to teach about it, in bits. */
export function gainsOf(
  known: Observations,
  questions: ReadonlySet<string>,
  { teaches }: Pick<FollowUp, 'teaches'>,
): ReadonlyMap<string, number> {
  const groups = teaches.filter((one) => typeof one === 'string');
  const found = new Map(teaches.flatMap((one) => (typeof one === 'string' ? [] : [[one.cause, one.bits] as const])));
  for (const cause of questions) {
    const hypothesis = hypothesisOf(slots, cause);
    if (hypothesis !== null) found.set(cause, Math.max(found.get(cause) ?? 0, expectedGain(known, hypothesis, groups)));
  }
  // A cause may come to light that nobody has asked about; that nothing explains a failure is a question or is not.
  if (!questions.has('unexplained-failure')) found.delete('unexplained-failure');
  return new Map([...found].filter(([, bits]) => bits >= leastBits));
}

/** The whole of what is expected, in bits: questions are nearly independent of one another. */
export function totalOf(gains: ReadonlyMap<string, number>): number {
  return [...gains.values()].reduce((sum, bits) => sum + bits, 0);
}
