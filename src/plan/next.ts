import { entropy } from '../inference/expected.js';
import { hypothesisOf } from '../inference/settle.js';
import { slots } from '../inference/slots.js';
import { weigh } from '../inference/weigh.js';
import type { Judged } from '../judge.js';
import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { commandFor } from './command.js';
import { further, type Further } from './further.js';
import { questionsIn } from './undecided.js';

/** Less than this is not worth anybody's time. */
const leastBits = 0.02;
/** More causes than this make no question that a person could ask. */
const mostNamed = 4;

/** How much is unknown about a cause, in bits; what no table weighs is as likely as not. */
function doubtAbout(o: Observations, cause: string): number {
  const hypothesis = hypothesisOf(slots, cause);
  return hypothesis === null ? 1 : entropy(weigh(o, hypothesis).probability);
}

/** The causes it would settle, first those that were found, and what that is expected to teach, in bits. */
function worthOf(
  doubts: ReadonlyMap<string, number>,
  one: Further,
  ruledOut: ReadonlySet<string>,
): { separates: string[]; bits: number } {
  const open = [...doubts.keys()].filter((cause) => one.separates?.includes(cause) ?? true);
  const bits = one.share * open.reduce((sum, cause) => sum + (doubts.get(cause) ?? 0), 0);
  // Of two the one is told from the other, though nothing may speak for that as yet; what is ruled out is told already.
  const other =
    open.length === 1 && one.separates?.length === 2 ? one.separates.filter((cause) => !ruledOut.has(cause)) : [];
  return { separates: [...new Set([...open, ...other])].slice(0, mostNamed), bits };
}

/** The command that is expected to teach most about what is still open, for what it costs; `null` where nothing is. */
export function nextExperiment(o: Observations, judged: Judged): Report['advice']['nextExperiment'] {
  const doubts = new Map([...questionsIn(o, judged)].map((cause) => [cause, doubtAbout(o, cause)]));
  const ruledOut = new Set(judged.ruledOut.map(({ id }) => id));
  const offers = further
    .filter((one) => one.fits(o))
    .map((one) => ({ one, ...worthOf(doubts, one, ruledOut) }))
    .filter(({ bits }) => bits >= leastBits)
    .sort((a, b) => b.bits / b.one.price - a.bits / a.one.price);
  const [best] = offers;
  if (best === undefined) return null;
  const { one, separates } = best;
  const { altPort, ...target } = { ...o.target, host: one.host?.(o) ?? o.target.host };
  // A second port that lets nobody in is not worth another try.
  const useful = altPort !== undefined && !o.refusals.some(({ experiment }) => experiment === 'alternate-port');
  const facts = useful ? { ...target, altPort } : target;
  return { command: commandFor(facts, one), where: one.where, separates };
}
