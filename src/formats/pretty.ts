import type { Report } from '../model/report.js';
import { exitCodes } from './exit-code.js';
import type { Format } from './format.js';
import { adviceLines, clientLines, consideredLines, notRunLines } from './pretty/closing.js';
import { checkLines, factLines } from './pretty/facts.js';
import { findingBlocks, noteLines } from './pretty/findings.js';
import { followUpLines, matrixLines } from './pretty/matrix.js';
import { pathLines } from './pretty/path.js';
import { twoEndsLines } from './pretty/two-ends.js';
import { leadOf, pageOf, type Page } from './pretty/page.js';
import { isWeighty } from './text/finding.js';
import { verdictColours } from './text/paint.js';
import { targetNames } from './text/target.js';
import { transcriptLines } from './text/transcript.js';
import { duration } from './text/words.js';

function verdictWord(page: Page, { verdict }: Report): string {
  return page.paint('bold', page.paint(verdictColours[verdict], verdict.toUpperCase()));
}

function answer(page: Page, report: Report): string[] {
  const [first, ...rest] = page.paragraph(`${report.verdict.toUpperCase()}: ${report.headline}`);
  const word = report.verdict.length;
  return [
    verdictWord(page, report) + page.paint('bold', (first ?? '').slice(word)),
    ...rest.map((line) => page.paint('bold', line)),
    ...(report.cutShort === null ? [] : page.paragraph('What follows is what was known by then.')),
  ];
}

/** The verdict in the last line, and the answer again where a long report has moved it out of sight. */
function lastWords(page: Page, report: Report): string[] {
  const facts = ` in ${duration(report.durationMs)}, exit code ${exitCodes[report.verdict]}`;
  const long = report.findings.some((finding) => isWeighty(report, finding));
  return [...(long ? page.paragraph(report.headline) : []), verdictWord(page, report) + facts];
}

function summary(page: Page, reports: readonly Report[]): string {
  const names = targetNames(reports).map((name) => page.clean(name, 100));
  const rows = reports.map((report, at) => {
    const word = leadOf(report.verdict.toUpperCase(), 13, (text) => page.paint(verdictColours[report.verdict], text));
    return `${word}${names[at] ?? ''}: ${page.clean(report.headline)}`;
  });
  return `${rows.join('\n')}\n`;
}

/** For a network engineer at night: the answer, what was seen, why, what to do, and the answer again. */
const pretty: Format = {
  id: 'pretty',
  title: 'for people: the answer, the evidence and what to do',
  render(report, style) {
    const page = pageOf(style);
    if (style.quiet) return `${verdictWord(page, report)}: ${page.clean(report.headline)}\n`;
    const blocks = [
      answer(page, report),
      factLines(page, report),
      pathLines(page, report),
      [...matrixLines(page, report), ...checkLines(page, report, style.verbose)],
      followUpLines(page, report),
      twoEndsLines(page, report),
      ...findingBlocks(page, report, style.verbose),
      noteLines(page, report),
      notRunLines(page, report),
      consideredLines(page, report, style.verbose),
      style.verbose ? transcriptLines(report, style.unicode, page.paint) : [],
      adviceLines(page, report),
      clientLines(page, report),
      lastWords(page, report),
    ];
    return `${blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'))
      .join('\n\n')}\n`;
  },
  several(reports, style) {
    const page = pageOf(style);
    if (style.quiet) return summary(page, reports);
    const rule = page.plain ? '\n\n' : `\n${(style.unicode ? '═' : '=').repeat(page.width)}\n\n`;
    return [...reports.map((report) => pretty.render(report, style)), summary(page, reports)].join(rule);
  },
};

export default pretty;
