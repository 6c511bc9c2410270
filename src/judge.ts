import type { Observations } from './model/observations.js';
import { settle } from './inference/settle.js';
import type { Slot } from './inference/slot.js';
import { slots as usualSlots } from './inference/slots.js';
import type { FindingKind, Judgement, Present, Remedy, Rule, Settled } from './model/rule.js';
import { withProof } from './rules/two-ends/index.js';

/** A rule whose answer was "present", with what to do about it. */
export interface Found {
  readonly rule: Rule;
  readonly judgement: Settled;
  readonly remedies: readonly Remedy[];
}

export interface Judged {
  /** Causes first, then failures nobody explains, risks and notes; within each the order of the rule list. */
  readonly findings: readonly Found[];
  readonly ruledOut: readonly { readonly id: string; readonly because: string }[];
  readonly undetermined: readonly { readonly id: string; readonly because: string }[];
}

const rank: Readonly<Record<FindingKind, number>> = { cause: 0, risk: 2, note: 3 };

function weight({ rule }: Found): number {
  return rule.id === 'unexplained-failure' ? 1 : rank[rule.kind];
}

/** Asks every rule, and weighs what it finds. Pure. */
export function judge(observations: Observations, rules: readonly Rule[], slots: readonly Slot[] = usualSlots): Judged {
  const answers: { rule: Rule; judgement: Exclude<Judgement, Present> | Settled }[] = [];
  for (const rule of rules) {
    const judgement = rule.judge(observations, answers);
    const alone = judgement.verdict === 'present' ? settle(observations, rule.id, judgement, slots) : judgement;
    answers.push({ rule, judgement: withProof(observations, rule.id, alone) });
  }
  const findings = answers.flatMap(({ rule, judgement }) =>
    judgement.verdict === 'present' ? [{ rule, judgement, remedies: rule.remedies(observations) }] : [],
  );
  const reasons = (verdict: 'absent' | 'undetermined'): { id: string; because: string }[] =>
    answers.flatMap(({ rule, judgement }) =>
      judgement.verdict === verdict && rule.kind === 'cause' ? [{ id: rule.id, because: judgement.because }] : [],
    );
  return {
    findings: findings.sort((a, b) => weight(a) - weight(b)),
    ruledOut: reasons('absent'),
    undetermined: reasons('undetermined'),
  };
}
