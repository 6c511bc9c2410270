import type { Observations } from '../model/observations.js';
import type { Confidence } from '../model/rule.js';
import type { Look } from './sign.js';
import type { Hypothesis, Likelihood, Row } from './slot.js';

/** One experiment group never shifts the odds by more than a hundred to one. */
const mostPerGroup = 2;
const provenAt = 0.99;

/** A row with what was found and what that is worth: the decimal logarithm of the likelihood ratio. */
export interface Weighed {
  readonly row: Row;
  readonly look: Look;
  /** 0 where the sign was not tested, and for deductions, which are not weighed. */
  readonly weight: number;
}

/** How sure a cause is, and why. */
export interface Belief {
  readonly probability: number;
  /** `null` below the least word: not determined. */
  readonly word: Confidence | null;
  /** Whether a deductive sign was seen. */
  readonly proof: boolean;
  readonly weighed: readonly Weighed[];
}

function bounded(p: number): number {
  return Math.min(1 - 1e-6, Math.max(1e-6, p));
}

/** The logarithm of the odds, base 10. */
export function logOdds(p: number): number {
  return Math.log10(bounded(p) / (1 - bounded(p)));
}

/** The probability of which `odds` are the logarithm of the odds. */
export function probability(odds: number): number {
  return 1 / (1 + 10 ** -odds);
}

/** What a sign is worth when it is seen, or seen not to be there. */
export function weightOf({ ifTrue, ifFalse }: Likelihood, seen: boolean): number {
  const ratio = seen ? bounded(ifTrue) / bounded(ifFalse) : (1 - bounded(ifTrue)) / (1 - bounded(ifFalse));
  return Math.max(-mostPerGroup, Math.min(mostPerGroup, Math.log10(ratio)));
}

/** The most telling sign of each group; where several tell as much, the first. */
function tellingOf(weighed: readonly Weighed[]): Weighed[] {
  const best = new Map<string, Weighed>();
  for (const one of weighed) {
    const { group } = one.row.sign;
    if (one.weight !== 0 && Math.abs(one.weight) > Math.abs(best.get(group)?.weight ?? 0)) best.set(group, one);
  }
  return [...best.values()];
}

const order: readonly Confidence[] = ['possible', 'likely', 'strong', 'proven'];

/** The word for a probability that rests on so many groups of experiments. */
function wordFor(p: number, groups: number): Confidence | null {
  if (p >= provenAt && groups >= 2) return 'proven';
  if (p >= 0.9 && groups >= 2) return 'strong';
  return p >= 0.7 ? 'likely' : p >= 0.3 ? 'possible' : null;
}

function limited(word: Confidence | null, { atMost }: Hypothesis, weighed: readonly Weighed[]): Confidence | null {
  if (word === null || atMost === undefined) return word;
  const lifted = weighed.some(({ row, look }) => look.seen === true && atMost.liftedBy.includes(row.sign.id));
  return lifted || order.indexOf(word) <= order.indexOf(atMost.word) ? word : atMost.word;
}

/** Weighs all signs of one cause: its prior odds, and the most telling sign of each group of experiments. */
export function weigh(o: Observations, hypothesis: Hypothesis): Belief {
  const weighed = hypothesis.rows.map((row) => {
    const look = row.sign.look(o);
    return { row, look, weight: look.seen === null || row.worth === 'proof' ? 0 : weightOf(row.worth, look.seen) };
  });
  const telling = tellingOf(weighed);
  const sum = telling.reduce((total, { weight }) => total + weight, logOdds(hypothesis.prior?.p ?? 0.5));
  if (weighed.some(({ row, look }) => row.worth === 'proof' && look.seen === true)) {
    return { probability: Math.max(provenAt, probability(sum)), word: 'proven', proof: true, weighed };
  }
  const supporting = telling.filter(({ weight }) => weight > 0).length;
  const word = limited(wordFor(probability(sum), supporting), hypothesis, weighed);
  return { probability: probability(sum), word, proof: false, weighed };
}
