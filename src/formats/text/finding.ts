import type { Report, ReportFinding } from '../../model/report.js';

const weight = { cause: 0, risk: 1, note: 2 } as const;

/** Whether a finding is told in full: causes, risks, and whatever the headline says (an unexplained failure is a note). */
export function isWeighty(report: Report, finding: ReportFinding): boolean {
  return finding.kind !== 'note' || finding.summary === report.headline;
}

/** The finding that the headline is about: the first one told in full, unless that is a risk. */
export function diagnosisOf(report: Report): ReportFinding | null {
  return report.findings.find((finding) => finding.kind !== 'risk' && isWeighty(report, finding)) ?? null;
}

/** The finding that explains a mode best: a cause before a risk, earlier before later. `null` where none names it. */
export function findingFor(report: Report, mode: ReportFinding['affects'][number]): ReportFinding | null {
  const named = report.findings.filter((finding) => isWeighty(report, finding) && finding.affects.includes(mode));
  return named.toSorted((a, b) => weight[a.kind] - weight[b.kind])[0] ?? null;
}
