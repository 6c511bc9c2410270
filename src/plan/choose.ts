import type { FollowUp } from '../experiments/experiment.js';
import type { Observations } from '../model/observations.js';
import type { ProbeOptions } from '../model/target.js';
import { gainsOf, priceOf, totalOf } from './gains.js';
import { type Progress, roomOf, timeOf } from './limits.js';
import { undecided } from './undecided.js';

/** A follow-up of the next round, and why it is chosen. */
export interface Chosen {
  readonly experiment: FollowUp;
  /** An option asks for it, it completes a pair, a deep look leaves nothing out, or questions are open. */
  readonly reason: 'asked' | 'pair' | 'deep' | 'questions';
  /** The causes that it is expected to tell more about, where that is the reason. */
  readonly questions: readonly string[];
  /** What it teaches for what it costs; endless where it is not chosen for that. */
  readonly rate: number;
}

function chosenFor(reason: Chosen['reason'], wanted: readonly FollowUp[]): readonly Chosen[] {
  return wanted.map((experiment) => ({ experiment, reason, questions: [], rate: Infinity }));
}

/** For each question the experiment that teaches most for what it costs. */
function bestFor(known: Observations, wanted: readonly FollowUp[]): readonly Chosen[] {
  const questions = undecided(known);
  if (questions.size === 0) return [];
  const best = new Map<string, { experiment: FollowUp; rate: number }>();
  for (const experiment of wanted) {
    const gains = gainsOf(known, questions, experiment);
    const rate = totalOf(gains) / priceOf(experiment.cost);
    for (const cause of gains.keys()) {
      if (rate > (best.get(cause)?.rate ?? 0)) best.set(cause, { experiment, rate });
    }
  }
  const winners = new Map([...best.values()].map(({ experiment, rate }) => [experiment, rate]));
  return [...winners].map(([experiment, rate]) => {
    const won = [...best].filter(([, one]) => one.experiment === experiment);
    return { experiment, reason: 'questions', questions: won.map(([cause]) => cause), rate };
  });
}

/** As many as the limits of connections and time allow, the most worthwhile first; what was asked for in any case. */
function within(chosen: readonly Chosen[], options: ProbeOptions, progress: Progress): readonly Chosen[] {
  let { connections, ms } = roomOf(options, progress);
  return [...chosen]
    .sort((a, b) => b.rate - a.rate)
    .filter(({ experiment: { cost }, reason }) => {
      const takesMs = timeOf(cost, options, progress.serial);
      const fits = cost.connections <= connections && takesMs <= ms;
      if (!fits && reason !== 'asked') return false;
      connections -= cost.connections;
      // Side by side they share the time.
      if (progress.serial) ms -= takesMs;
      return true;
    });
}

function chosenFrom(
  wanted: readonly FollowUp[],
  known: Observations,
  options: ProbeOptions,
  progress: Progress,
): readonly Chosen[] {
  if (options.depth === 'deep') return chosenFor('deep', wanted);
  const asked = wanted.filter((one) => one.asked?.(options) === true);
  const paired = wanted.filter((one) => !asked.includes(one) && one.completes?.(known) === true);
  const others = wanted.filter((one) => !asked.includes(one) && !paired.includes(one));
  // Only what there is room for, so that the next best takes the place of what there is none for.
  const fitting = others.filter((one) => within(chosenFor('questions', [one]), options, progress).length > 0);
  const chosen = [...chosenFor('asked', asked), ...chosenFor('pair', paired), ...bestFor(known, fitting)];
  const place = ({ experiment }: Chosen): number => wanted.indexOf(experiment);
  return [...within(chosen, options, progress)].sort((a, b) => place(a) - place(b));
}

/**
 * The follow-ups of the next round, which run side by side; none when the check is over. `quick` has none, `deep` has all
 * that could teach something, `auto` has what an option asks for, what completes a pair and, for each question that is
 * still open, the one that is expected to teach most for its cost, as long as the limits of connections and time allow.
 */
export function nextRound(
  followUps: readonly FollowUp[],
  known: Observations,
  options: ProbeOptions,
  progress: Progress,
): readonly Chosen[] {
  if (options.depth === 'quick') return [];
  const wanted = followUps.filter((one) => !progress.tried.has(one.id) && one.wanted(known, options));
  const first = wanted.filter(({ last }) => last !== true);
  const chosen = chosenFrom(first, known, options, progress);
  return chosen.length > 0 ? chosen : chosenFrom(wanted, known, options, progress);
}
