import { judge } from '../judge.js';
import type { Observations } from '../model/observations.js';
import { listingsOf } from '../rules/facts.js';
import { rules } from '../rules/index.js';

/**
 * The causes that what is known leaves open: found but not proven, undetermined, or not even suspected. None where every listing that failed
 * has a cause with proof, or none failed: then no answer could change the report.
 */
export function undecided(o: Observations): ReadonlySet<string> {
  const { findings, undetermined } = judge(o, rules);
  const causes = findings.filter(({ rule }) => rule.kind === 'cause');
  const proven = causes.filter(({ judgement }) => judgement.confidence === 'proven');
  const explained = new Set(proven.flatMap(({ judgement }) => judgement.affects));
  const open = listingsOf(o).filter(({ mode, reached }) => reached !== 'completed' && !explained.has(mode));
  if (open.length === 0) return new Set();
  const blamed = new Set(causes.flatMap(({ judgement }) => judgement.affects));
  return new Set([
    ...(open.some(({ mode }) => !blamed.has(mode)) ? ['unexplained-failure'] : []),
    ...causes.filter((one) => !proven.includes(one)).map(({ rule }) => rule.id),
    ...undetermined.map(({ id }) => id),
  ]);
}
