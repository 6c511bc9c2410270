import type { Group } from '../model/evidence.js';
import type { Observations } from '../model/observations.js';
import type { Hypothesis, Likelihood, Row } from './slot.js';
import { weigh } from './weigh.js';

/** How often a deduction offers itself where its cause is at work; where it is not, never. */
const asProof: Likelihood = { ifTrue: 0.5, ifFalse: 0 };

/** The uncertainty of a yes or no, in bits. */
export function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}

function gainOf({ worth }: Row, p: number): number {
  const { ifTrue, ifFalse } = worth === 'proof' ? asProof : worth;
  const seen = p * ifTrue + (1 - p) * ifFalse;
  const after = (share: number, chance: number): number => (chance === 0 ? 0 : chance * entropy((p * share) / chance));
  return Math.max(0, entropy(p) - after(ifTrue, seen) - after(1 - ifTrue, 1 - seen));
}

/** What looking for the untested signs of some groups is expected to teach about a cause, in bits: the best of them. */
export function expectedGain(o: Observations, hypothesis: Hypothesis, groups: readonly Group[]): number {
  const { probability, weighed } = weigh(o, hypothesis);
  return weighed
    .filter(({ row, look }) => look.seen === null && groups.includes(row.sign.group))
    .reduce((best, { row }) => Math.max(best, gainOf(row, probability)), 0);
}
