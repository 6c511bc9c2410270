import type { Style } from '../formats/format.js';
import { leadOf, pageOf } from '../formats/pretty/page.js';
import { diagnosisOf } from '../formats/text/finding.js';
import { verdictColours } from '../formats/text/paint.js';
import { targetNames } from '../formats/text/target.js';
import type { Report, Verdict } from '../model/report.js';
import { counts, tallyOf } from './tally.js';

const bestFirst: readonly Verdict[] = ['healthy', 'degraded', 'inconclusive', 'broken'];

function causesOf(reports: readonly Report[]): string {
  const tally = new Map<string, number>();
  for (const report of reports) {
    const id = report.verdict === 'healthy' ? undefined : diagnosisOf(report)?.id;
    if (id !== undefined) tally.set(id, (tally.get(id) ?? 0) + 1);
  }
  const ranked = [...tally].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return ranked.map(([id, count]) => `${count} ${id}`).join(', ');
}

/** A sweep for people: a line for each target, the worst last where the eye is, then how many there are of what. */
export function summary(reports: readonly Report[], style: Style): string {
  const page = pageOf(style);
  const names = targetNames(reports);
  const rows = reports
    .map((report, at) => ({ report, name: names[at] ?? '', rank: bestFirst.indexOf(report.verdict) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ report, name }) => {
      const word = leadOf(report.verdict.toUpperCase(), 13, (text) => page.paint(verdictColours[report.verdict], text));
      return `${word}${page.clean(name, 100)}: ${page.clean(report.headline, 400)}`;
    });
  const causes = causesOf(reports);
  const said = `${reports.length} ${reports.length === 1 ? 'target' : 'targets'}: ${counts(tallyOf(reports.map(({ verdict }) => verdict)))}`;
  const last = [page.paint('bold', said), ...(causes === '' ? [] : [`Diagnoses: ${causes}`])];
  return `${(style.quiet || rows.length === 0 ? last : [...rows, '', ...last]).join('\n')}\n`;
}
