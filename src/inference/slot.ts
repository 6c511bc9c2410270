import type { Confidence } from '../model/rule.js';
import type { Sign } from './sign.js';

/** A number with its origin: a section of an RFC or a vendor page, `lab` (measured there), or `estimate`. */
export interface Sourced {
  readonly p: number;
  readonly source: string;
}

/** What one sign says of one cause. */
export interface Row {
  readonly sign: Sign;
  /** Share of the networks with this cause in which the sign is seen. */
  readonly ifTrue: number;
  /** The same for networks with the symptom and without this cause. */
  readonly ifFalse: number;
  /** Seen, it leaves no other explanation. Not seen, it counts like any other. */
  readonly proof: boolean;
  readonly source: string;
}

/** One cause that a slot may hold; its id is that of the rule that words it. */
export interface Hypothesis {
  readonly cause: string;
  /** Share of the networks with its symptom (the rule applies) that have this cause. */
  readonly prior: Sourced;
  /** More than this is never said without one of the signs that lift the limit, or without proof. */
  readonly atMost?: { readonly word: Confidence; readonly liftedBy: readonly string[] };
  readonly rows: readonly Row[];
}

/** One of five questions, nearly independent of one another; several may have a faulty answer at once. */
export interface Slot {
  readonly id: string;
  readonly question: string;
  readonly hypotheses: readonly Hypothesis[];
}

export function row(sign: Sign, ifTrue: number, ifFalse: number, source: string): Row {
  return { sign, ifTrue, ifFalse, source, proof: false };
}

/** A row whose sign is a deduction. */
export function proof(sign: Sign, ifTrue: number, ifFalse: number, source: string): Row {
  return { sign, ifTrue, ifFalse, source, proof: true };
}
