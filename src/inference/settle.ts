import type { Observations } from '../model/observations.js';
import type { Evidence, Judgement, Present, Settled } from '../model/rule.js';
import type { Hypothesis, Slot } from './slot.js';
import { type Belief, type Weighed, weigh, weightOf } from './weigh.js';

/** A row that could move the odds by less than this is not worth a line of the report. */
const leastWorth = 0.3;

/** The hypothesis about a cause, `null` where no slot holds it. */
export function hypothesisOf(slots: readonly Slot[], cause: string): Hypothesis | null {
  for (const { hypotheses } of slots) for (const one of hypotheses) if (one.cause === cause) return one;
  return null;
}

function evidenceOf(weighed: readonly Weighed[], told: readonly Evidence[], sign: 1 | -1): Evidence[] {
  const known = new Set(told.flatMap(({ events }) => events));
  return weighed
    .filter(({ weight, look }) => weight * sign >= leastWorth && look.events.some((seq) => !known.has(seq)))
    .map(({ look: { text, events } }) => ({ text, events }));
}

/** What would have moved the odds and was not tested; nothing of it matters once there is proof. */
function untested({ weighed, proof }: Belief): string[] {
  if (proof) return [];
  return weighed
    .filter(({ look }) => look.seen === null && look.text !== '')
    .filter(({ row: { worth } }) => worth === 'proof' || Math.abs(weightOf(worth, true)) >= leastWorth)
    .map(({ look }) => look.text);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/**
 * Says how sure a finding is. Where the rule leaves that to the weights, so do its lists: the rule words the evidence it
 * stands on, the signs add what else speaks for it, against it, and what was not tested.
 */
export function settle(
  o: Observations,
  cause: string,
  found: Present,
  slots: readonly Slot[],
): Settled | Extract<Judgement, { verdict: 'undetermined' }> {
  const { confidence } = found;
  if (confidence !== 'weighed') return { ...found, confidence };
  const hypothesis = hypothesisOf(slots, cause);
  if (hypothesis === null) throw new Error(`no slot weighs ${cause}`);
  const belief = weigh(o, hypothesis);
  const against = [
    ...(found.against ?? []),
    ...evidenceOf(belief.weighed, [...found.for, ...(found.against ?? [])], -1),
  ];
  if (belief.word === null) {
    const why = against.map(({ text }) => text).join(' ');
    return { verdict: 'undetermined', because: `what was seen does not carry it${why === '' ? '' : `: ${why}`}` };
  }
  return {
    ...found,
    confidence: belief.word,
    for: [...found.for, ...evidenceOf(belief.weighed, found.for, 1)],
    against,
    notTested: distinct([...(found.notTested ?? []), ...untested(belief)]),
  };
}
