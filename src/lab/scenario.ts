import type { Verdict } from '../model/report.js';
import type { Confidence } from '../model/rule.js';
import type { ProbeOptions, Target } from '../model/target.js';
import type { World } from './world.js';

/** What a check of a scenario must say. */
export interface Expectation {
  readonly verdict: Verdict;
  /** Id of the first finding that is a cause, `null` when there must be none. */
  readonly first: string | null;
  /** Ids of the other causes, in the order of the report; none where it is left out. */
  readonly also?: readonly string[];
  /** How sure the check may be of each cause, by its id; where it is left out any word will do. */
  readonly sure?: Readonly<Record<string, Confidence>>;
  /** Ids of risks and notes that the scenario is about; others may be found as well. */
  readonly notes?: readonly string[];
}

/** A network that somebody could have, with the diagnosis it was built to deserve. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** What is built, and why it hurts. */
  readonly story: string;
  readonly target: Target;
  /** Options of the check without which it would not show. */
  readonly options?: Partial<ProbeOptions>;
  readonly expect: Expectation;
  /** A new world each time, because boxes and servers keep state. */
  build(): World;
}

/** Keeps the literal id of a scenario. */
export function defineScenario<const S extends Scenario>(scenario: S): S {
  return scenario;
}
