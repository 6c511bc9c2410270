import type { Evidence, Judgement, Present, Rule } from '../model/rule.js';

/** Keeps the literal id of a rule. */
export function defineRule<const R extends Rule>(rule: R): R {
  return rule;
}

/** A sentence that ends in the words of a server has their full stop already. */
const endedOnce = (text: string): string => text.replace(/([^.])\.\.$/, '$1.');

export function present(found: Omit<Present, 'verdict'>): Judgement {
  return { verdict: 'present', ...found, summary: endedOnce(found.summary) };
}

export function absent(because: string): Judgement {
  return { verdict: 'absent', because };
}

export function undetermined(because: string): Judgement {
  return { verdict: 'undetermined', because };
}

export const notApplicable: Judgement = { verdict: 'not-applicable' };

export function evidence(text: string, events: readonly number[] = []): Evidence {
  return { text: endedOnce(text), events };
}
