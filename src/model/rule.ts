import type { Observations } from './observations.js';
import type { Mode } from './target.js';

/** Who has to act. */
export type Party = 'client' | 'client-nat' | 'path' | 'server-nat' | 'server' | 'undetermined';

/**
 * How sure a finding is.
 *
 * - `proven`: a deduction from what was observed; no other explanation fits.
 * - `strong`: at least two independent observations agree.
 * - `likely`: the best explanation, others remain.
 * - `possible`: worth a look.
 */
export type Confidence = 'proven' | 'strong' | 'likely' | 'possible';

/** `cause` breaks something; `risk` may; `note` is worth knowing. */
export type FindingKind = 'cause' | 'risk' | 'note';

/** A sentence of evidence with the events it rests on. */
export interface Evidence {
  readonly text: string;
  readonly events: readonly number[];
}

/** What one role can do, with a snippet to paste where there is one. Observed values are filled in. */
export interface Remedy {
  /** `client user`, `server admin` or `firewall admin`. */
  readonly for: 'client user' | 'server admin' | 'firewall admin';
  readonly text: string;
  readonly snippet?: string;
}

export interface Present {
  readonly verdict: 'present';
  /** `weighed` where a slot of `src/inference/` holds this cause: then the weights say how sure it is. */
  readonly confidence: Confidence | 'weighed';
  /** Overrides the rule's party where the evidence says who it is. */
  readonly party?: Party;
  readonly affects: readonly Mode[];
  /** One sentence with the observed values; the headline when this is the first cause. */
  readonly summary: string;
  readonly for: readonly Evidence[];
  readonly against?: readonly Evidence[];
  readonly notTested?: readonly string[];
}

/** A finding of which it is settled how sure it is. */
export type Settled = Omit<Present, 'confidence'> & { readonly confidence: Confidence };

/** A rule answers one question, and may answer "we cannot tell". */
export type Judgement =
  | Present
  | { readonly verdict: 'absent'; readonly because: string }
  | { readonly verdict: 'undetermined'; readonly because: string }
  /** The question does not arise: nothing it could explain was tried or failed. */
  | { readonly verdict: 'not-applicable' };

export interface RuleMeta {
  /** Public id, equal to the file name. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly party: Party;
  /** The fault as a noun phrase, for lists. */
  readonly title: string;
  /** How the fault comes about, two or three sentences, for the encyclopedia. */
  readonly mechanism: string;
  /** What looks alike and how it is told apart. */
  readonly lookAlikes: string;
  /** RFC sections and documents. */
  readonly sources: readonly string[];
}

/** What a rule answered. */
export interface Answer {
  readonly rule: RuleMeta;
  readonly judgement: Judgement;
}

export interface Rule extends RuleMeta {
  /** `before` holds the answers of the rules that stand before it in the list. */
  judge(observations: Observations, before: readonly Answer[]): Judgement;
  /** What to do, for a finding of this rule. */
  remedies(observations: Observations): readonly Remedy[];
}
