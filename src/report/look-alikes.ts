import type { Judged } from '../judge.js';
import type { Rule } from '../model/rule.js';

function names(text: string, id: string): boolean {
  return new RegExp(`(?<![a-z0-9-])${id}(?![a-z0-9-])`).test(text);
}

/**
 * The causes that are easily mistaken for one that was found: either entry of the encyclopedia names the other. That
 * these were ruled out is worth telling; that dozens of others were is not.
 */
export function lookAlikesOf({ findings }: Judged, rules: readonly Rule[]): ReadonlySet<string> {
  const causes = findings.map(({ rule }) => rule).filter(({ kind }) => kind === 'cause');
  const alike = rules.filter((other) =>
    causes.some((cause) => names(cause.lookAlikes, other.id) || names(other.lookAlikes, cause.id)),
  );
  return new Set(alike.map(({ id }) => id));
}
