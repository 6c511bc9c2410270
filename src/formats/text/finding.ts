import type { Report, ReportFinding } from '../../model/report.js';

const weight = { cause: 0, risk: 1, note: 2 } as const;

/** The finding that explains a mode best: a cause before a risk, earlier before later. `null` where none names it. */
export function findingFor(report: Report, mode: ReportFinding['affects'][number]): ReportFinding | null {
  const named = report.findings.filter((finding) => finding.kind !== 'note' && finding.affects.includes(mode));
  return named.toSorted((a, b) => weight[a.kind] - weight[b.kind])[0] ?? null;
}
