import type { Confidence } from '../model/rule.js';
import type { Sign } from './sign.js';

/** A number with its origin: a section of an RFC or a vendor page, `lab` (measured there), or `estimate`. */
export interface Sourced {
  readonly p: number;
  readonly source: string;
}

/** How often a sign is seen in networks with the symptom: with this cause, and without it. */
export interface Likelihood {
  readonly ifTrue: number;
  readonly ifFalse: number;
}

/** What one sign says of one cause. A deduction has no likelihood: seen it settles the matter, not seen it says nothing. */
export interface Row {
  readonly sign: Sign;
  readonly worth: Likelihood | 'proof';
  readonly source: string;
}

/** One cause that a slot may hold; its id is that of the rule that words it. */
export interface Hypothesis {
  readonly cause: string;
  /**
   * Share of the networks with its symptom (the rule applies) that have this cause. Left out where it is not known well
   * enough to change a word of any report: then the odds are even.
   */
  readonly prior?: Sourced;
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

/** A row whose sign makes the cause more or less likely. */
export function row(sign: Sign, ifTrue: number, ifFalse: number, source: string): Row {
  return { sign, worth: { ifTrue, ifFalse }, source };
}

/** A row whose sign leaves no other explanation. */
export function proof(sign: Sign, source: string): Row {
  return { sign, worth: 'proof', source };
}
