import type { Group } from '../model/evidence.js';
import type { Observations } from '../model/observations.js';

/** What became of a sign. `seen` is `null` where it was not tested, or where the control of its pair failed. */
export interface Look {
  readonly seen: boolean | null;
  /** What was found, in a sentence with the observed values, or what was not tested. */
  readonly text: string;
  readonly events: readonly number[];
}

/** One question to the observations that has a yes, a no, or no answer. Pure, and without an opinion on causes. */
export interface Sign {
  readonly id: string;
  readonly group: Group;
  look(o: Observations): Look;
}

/** Keeps the literal id of a sign. */
export function defineSign<const S extends Sign>(sign: S): S {
  return sign;
}

export function seen(text: string, events: readonly number[] = []): Look {
  return { seen: true, text, events };
}

export function notSeen(text: string, events: readonly number[] = []): Look {
  return { seen: false, text, events };
}

/** `text` says what was not tested; empty where nobody would miss it. */
export function notTested(text = ''): Look {
  return { seen: null, text, events: [] };
}
