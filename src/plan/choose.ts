import type { Experiment } from '../experiments/experiment.js';
import { expectedGain } from '../inference/expected.js';
import { hypothesisOf } from '../inference/settle.js';
import { slots } from '../inference/slots.js';
import type { Observations } from '../model/observations.js';
import type { ProbeOptions } from '../model/target.js';
import { undecided } from './undecided.js';
import { priceOf, worthOf } from './worth.js';

/** However the plan grows, one check never opens more control connections than this. */
export const mostConnections = 40;
/** In `auto` no round begins that could end later than this many waits after the start: a minute with the usual 8 s. */
const mostWaits = 7.5;
/** The same where the server admits one session at a time. */
const mostWaitsInTurn = 15;
/** Less than this about a cause is not worth a connection. */
const leastBits = 0.02;

/** How far a check has come. */
export interface Progress {
  readonly tried: ReadonlySet<string>;
  readonly elapsedMs: number;
  readonly connections: number;
  /** Whether sessions have to wait for each other. */
  readonly serial: boolean;
}

function fits(
  experiment: Experiment,
  { timeoutMs }: ProbeOptions,
  { elapsedMs, connections, serial }: Progress,
): boolean {
  const { cost } = worthOf(experiment.id);
  const waits = serial ? cost.waits * cost.connections : cost.waits;
  const endMs = elapsedMs + waits * timeoutMs + cost.seconds * 1000;
  return (
    endMs <= (serial ? mostWaitsInTurn : mostWaits) * timeoutMs && connections + cost.connections <= mostConnections
  );
}

/** Each open question with what an experiment is expected to teach about it, in bits. */
function gains(known: Observations, questions: ReadonlySet<string>, { id }: Experiment): Map<string, number> {
  const { groups, asks } = worthOf(id);
  const found = new Map(asks.map(({ cause, bits }) => [cause, bits]));
  for (const cause of questions) {
    const hypothesis = hypothesisOf(slots, cause);
    if (hypothesis !== null) found.set(cause, Math.max(found.get(cause) ?? 0, expectedGain(known, hypothesis, groups)));
  }
  return new Map([...found].filter(([, bits]) => bits >= leastBits));
}

/** For each question the experiment that teaches most for what it costs. */
function bestFor(known: Observations, wanted: readonly Experiment[]): ReadonlySet<Experiment> {
  const questions = undecided(known);
  if (questions.size === 0) return new Set();
  const best = new Map<string, { experiment: Experiment; rate: number }>();
  for (const experiment of wanted) {
    const all = gains(known, questions, experiment);
    const rate = [...all.values()].reduce((sum, bits) => sum + bits, 0) / priceOf(worthOf(experiment.id).cost);
    for (const cause of all.keys()) {
      if (rate > (best.get(cause)?.rate ?? 0)) best.set(cause, { experiment, rate });
    }
  }
  return new Set([...best.values()].map(({ experiment }) => experiment));
}

function chosenFrom(
  wanted: readonly Experiment[],
  known: Observations,
  options: ProbeOptions,
  progress: Progress,
): readonly Experiment[] {
  if (options.depth === 'deep') return wanted;
  const asked = wanted.filter(({ id }) => worthOf(id).due(known, options));
  const best = bestFor(
    known,
    wanted.filter((one) => fits(one, options, progress)),
  );
  return wanted.filter((one) => asked.includes(one) || best.has(one));
}

/**
 * The follow-ups of the next round, which run side by side; none when the check is over. `quick` has none, `deep` has all
 * that could teach something, `auto` has what an option asks for and, for each question that is still open, the one that
 * is expected to teach most for its cost, as long as the limits of connections and time allow.
 */
export function nextRound(
  followUps: readonly Experiment[],
  known: Observations,
  options: ProbeOptions,
  progress: Progress,
): readonly Experiment[] {
  if (options.depth === 'quick') return [];
  const wanted = followUps.filter((one) => !progress.tried.has(one.id) && one.wanted(known, options));
  const first = chosenFrom(
    wanted.filter(({ last }) => last !== true),
    known,
    options,
    progress,
  );
  return first.length > 0 ? first : chosenFrom(wanted, known, options, progress);
}
