import { judge, type Judged } from '../judge.js';
import type { Attempt, Observations } from '../model/observations.js';
import { listingsOf } from '../rules/facts.js';
import { rules } from '../rules/index.js';

/** A listing that was tried a second time. */
const isAgain = ({ experiment }: Attempt): boolean => experiment === 'listing-again';

/**
 * The causes that a judgement leaves open: found but not proven, undetermined, or not even suspected. None where every
 * listing that failed has a finding with proof, or none failed: then no answer could change the report. Where no listing was
 * come to, what was found and not proven.
 */
export function questionsIn(o: Observations, { findings, undetermined }: Judged): ReadonlySet<string> {
  const causes = findings.filter(({ rule }) => rule.kind === 'cause');
  const unproven = causes.filter(({ judgement }) => judgement.confidence !== 'proven').map(({ rule }) => rule.id);
  const listings = listingsOf(o);
  if (listings.length === 0) return new Set(unproven);
  const affected = (of: typeof findings): ReadonlySet<string> =>
    new Set(of.flatMap(({ judgement }) => judgement.affects));
  const known = findings.filter(({ rule }) => rule.id !== 'unexplained-failure');
  const explained = affected(known.filter(({ judgement }) => judgement.confidence === 'proven'));
  const open = listings.filter(({ mode, reached }) => reached !== 'completed' && !explained.has(mode));
  if (open.length === 0) return new Set();
  const blamed = affected(known);
  // What stops a mode for good would have stopped its second try.
  const standing = open.some(
    ({ mode }) => !o.attempts.some((one) => isAgain(one) && one.mode === mode && one.reached === 'completed'),
  );
  return new Set([
    ...unproven,
    ...(open.some(({ mode }) => !blamed.has(mode)) ? ['unexplained-failure'] : []),
    ...(standing ? undetermined.map(({ id }) => id) : []),
  ]);
}

/** The same for what is known in the middle of a check. */
export function undecided(o: Observations): ReadonlySet<string> {
  return questionsIn(o, judge(o, rules));
}
