import type { Report, Verdict } from '../model/report.js';
import type { Format } from './format.js';
import { sanitise } from './sanitise.js';
import { diagnosisOf } from './text/finding.js';
import { targetUrl } from './text/target.js';

const commands: Readonly<Record<Verdict, string>> = {
  healthy: 'notice',
  degraded: 'warning',
  broken: 'error',
  inconclusive: 'error',
};

/** Foreign text of one line in the data of a workflow command; the runner turns the escapes back. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property ends at a comma, and its name at a colon. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** What to know without opening the log: the fault, the assertions that failed, what to do. */
function message(report: Report): string {
  const finding = report.verdict === 'healthy' ? null : diagnosisOf(report);
  const lines = [
    report.headline,
    ...report.assertions.filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail}`),
    ...(finding === null ? [] : [`${finding.id} (${finding.confidence}, ${finding.party}): ${finding.title}`]),
    ...(finding?.remedies ?? []).flatMap(({ for: role, text, snippet }) => [
      `${role}: ${text}`,
      ...(snippet === undefined ? [] : snippet.split(/\r?\n/).map((line) => `    ${line}`)),
    ]),
  ];
  return lines.map((line) => sanitise(line, 1000)).join('\n');
}

/** A workflow command of GitHub Actions, which shows it as an annotation: error, warning, or notice where all is well. */
const github: Format = {
  id: 'github',
  title: 'annotations for GitHub Actions',
  render(report) {
    const title = sanitise(`${targetUrl(report)} is ${report.verdict}`, 200);
    return `::${commands[report.verdict]} title=${property(title)}::${data(message(report))}\n`;
  },
};

export default github;
