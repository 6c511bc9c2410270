import type { Evidence, Judgement, Present, Rule } from '../model/rule.js';

/** Keeps the literal id of a rule. */
export function defineRule<const R extends Rule>(rule: R): R {
  return rule;
}

export function present(found: Omit<Present, 'verdict'>): Judgement {
  return { verdict: 'present', ...found };
}

export function absent(because: string): Judgement {
  return { verdict: 'absent', because };
}

export function undetermined(because: string): Judgement {
  return { verdict: 'undetermined', because };
}

export const notApplicable: Judgement = { verdict: 'not-applicable' };

export function evidence(text: string, events: readonly number[] = []): Evidence {
  return { text, events };
}
