import type { Report } from '../model/report.js';

const verdicts: Readonly<Record<Report['verdict'], number>> = { broken: 0, degraded: 1, inconclusive: 2, healthy: 3 };
const kinds = { cause: 0, risk: 2, note: 3 } as const;
const confidences = { proven: 0, strong: 1, likely: 2, possible: 3 } as const;

interface Ranked {
  readonly report: Report;
}

function weight({ verdict, findings }: Report): number {
  return verdicts[verdict] * 10 + (findings.some(({ kind }) => kind === 'cause') ? 0 : 5);
}

/** Sessions in the order of interest: what is broken and explained first, what is healthy last. */
export function worstFirst(a: Ranked, b: Ranked): number {
  return weight(a.report) - weight(b.report);
}

/** Findings in the order of interest: causes, unexplained failures, risks, notes; the surest first within each. */
export function findingOrder(a: Report['findings'][number], b: Report['findings'][number]): number {
  const rank = (one: typeof a): number =>
    (one.id === 'unexplained-failure' ? 1 : kinds[one.kind]) * 10 + confidences[one.confidence];
  return rank(a) - rank(b);
}
