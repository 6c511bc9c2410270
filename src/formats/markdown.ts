import type { Report, ReportFinding } from '../model/report.js';
import type { Format } from './format.js';
import { sanitise, sanitiseLines } from './sanitise.js';
import { factsOf, portRemarks, portsText } from './text/facts.js';
import { isWeighty } from './text/finding.js';
import { formatEndpoint } from '../protocol/address.js';
import { isListing, targetUrl } from './text/target.js';
import { twoEndsHead, twoEndsIntro, twoEndsNotes, twoEndsRows, untouchedText } from './text/two-ends.js';
import { counted, duration, purposeOf, standing, whatHappened } from './text/words.js';
import { tellingLines, wireLinesOf } from './text/wire.js';

const mostWireLines = 8;

/**
 * Prose as itself: no markup, no HTML, no link, nobody mentioned, whatever a server put into it. CommonMark section 2.4
 * lets any ASCII sign be escaped; what hosts find in finished text (`www.`, `@name`) is broken up instead.
 */
function md(text: string, cap = 600): string {
  return sanitise(text, cap)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('://', '\\://')
    .replace(/www\./gi, (found) => `${found.slice(0, -1)}&#46;`)
    .replace(/(?<!\w)@(?=\w)/g, '@<!-- -->')
    .replace(/^[-+=#]/, '\\$&')
    .replace(/^(\d+)([.)])(?= |$)/, '$1\\$2');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Words of the wire as a code span (CommonMark section 6.1), where no link is looked for. Not for tables, whose cells `|` ends. */
function code(text: string, cap = 300): string {
  const safe = sanitise(text, cap);
  const ticks = '`'.repeat(longestRun(safe) + 1);
  const gap = ticks.length > 1 ? ' ' : '';
  return safe === '' ? '' : ticks + gap + safe + gap + ticks;
}

/** A fenced block; the fence is longer than any run of backticks in it (CommonMark section 4.5). */
function fenced(lines: readonly string[], indent = ''): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines, fence].map((line) => indent + line);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function matrix(report: Report): string[] {
  if (report.attempts.length === 0) return ['There is no data connection to tell of.'];
  const inOrder = report.attempts.toSorted((a, b) => Number(isListing(b)) - Number(isListing(a)));
  return [
    row(['mode', 'advertised', 'used', 'reached', 'what happened', 'time', 'experiment']),
    row(['---', '---', '---', '---', '---', '---:', '---']),
    ...inOrder.map((attempt) =>
      row([
        attempt.mode + (attempt.encrypted ? ' over TLS' : ''),
        attempt.advertised === null ? '' : md(formatEndpoint(attempt.advertised)),
        attempt.used === null ? '' : md(formatEndpoint(attempt.used)),
        attempt.reached,
        md(whatHappened(attempt), 200),
        duration(attempt.durationMs),
        md(attempt.experiment),
      ]),
    ),
  ];
}

/** Who was asked over which connection; the target is in the heading. */
function facts(report: Report): string[] {
  const list = factsOf(report).filter(({ key }) => key !== 'target');
  return list.map(({ name, text }) => `- ${name}: ${code(text)}`);
}

function ports(report: Report): string[] {
  const text = portsText(report);
  return text === null
    ? []
    : [`Passive ports: ${[text, ...portRemarks(report, true)].map((one) => md(one)).join(' ')}`, ''];
}

/** Both ends side by side, where a reflector was asked. */
function twoEnds({ reflector }: Report): string[] {
  if (reflector === undefined) return [];
  const rows = twoEndsRows(reflector);
  const untouched = untouchedText(reflector);
  return [
    '## Both ends',
    '',
    md(twoEndsIntro(reflector)),
    '',
    ...(rows.length === 0 ? [] : [row(twoEndsHead), row(twoEndsHead.map(() => '---'))]),
    ...rows.map((one) =>
      row([one.over, one.sent, one.arrived, one.sentBack, one.received].map((text) => md(text, 200))),
    ),
    ...(rows.length === 0 ? [] : ['']),
    ...[...(untouched === null ? [] : [untouched]), ...twoEndsNotes(reflector)].map((text) => `- ${md(text)}`),
    '',
  ];
}

function finding(report: Report, one: ReportFinding): string[] {
  const seqs = new Set(one.for.flatMap(({ events }) => events));
  const wire = tellingLines(wireLinesOf(report.transcript.filter(({ seq }) => seqs.has(seq))), mostWireLines);
  const lines = wire.flatMap(({ direction, text, decoded }) => [
    `${direction} ${text}`,
    ...(decoded === null ? [] : [`  = ${decoded}`]),
  ]);
  return [
    `### ${md(one.title)} (${code(one.id)})`,
    '',
    md(one.summary),
    '',
    standing(one),
    '',
    ...one.for.map(({ text }) => `- ${md(text)}`),
    ...one.against.map(({ text }) => `- Against: ${md(text)}`),
    ...one.notTested.map((text) => `- Not tested: ${md(text)}`),
    ...(lines.length === 0 ? [] : ['', ...fenced(lines)]),
    ...one.remedies.flatMap(({ for: role, text, snippet }) => [
      '',
      `**${role}**: ${md(text)}`,
      ...(snippet === undefined ? [] : ['', ...fenced(sanitiseLines(snippet, 500))]),
    ]),
    '',
  ];
}

function closing(report: Report): string[] {
  const { modes, nextExperiment } = report.advice;
  const ids = (items: Report['ruledOut']): string => items.map(({ id }) => code(id)).join(', ');
  return [
    ...(modes.length === 0 ? [] : [`- Use today: ${modes.join(', then ')}`]),
    ...(nextExperiment === null
      ? []
      : [`- ${md(purposeOf(nextExperiment))}`, '', ...fenced([sanitise(nextExperiment.command, 500)], '  '), '']),
    ...(report.ruledOut.length === 0 ? [] : [`- Ruled out: ${ids(report.ruledOut)}`]),
    ...(report.undetermined.length === 0 ? [] : [`- Undetermined: ${ids(report.undetermined)}`]),
    `- Checked ${md(report.startedAt)} in ${duration(report.durationMs)}, ${counted(report.transcript.length, 'network event', 'network events')}, ${report.tool.name} ${md(report.tool.version)}`,
  ];
}

function notes(report: Report): string[] {
  const list = report.findings.filter((one) => !isWeighty(report, one));
  return list.length === 0
    ? []
    : ['### Notes', '', ...list.map(({ id, summary }) => `- ${md(summary)} (${code(id)})`), ''];
}

/** What one pastes into a ticket or a pull request. */
const markdown: Format = {
  id: 'markdown',
  title: 'Markdown, to paste into a ticket',
  render(report) {
    const assertions = report.assertions.map(
      ({ name, passed, detail }) => `- ${passed ? 'held' : '**failed**'}: ${md(name)}: ${md(detail)}`,
    );
    const lines = [
      `## FTP check of ${code(targetUrl(report))}: ${report.verdict}`,
      '',
      `**${md(report.headline)}**`,
      '',
      ...(report.cutShort === null ? [] : [`The check was cut short (${report.cutShort}).`, '']),
      ...facts(report),
      '',
      ...matrix(report),
      '',
      ...ports(report),
      ...(assertions.length === 0 ? [] : [...assertions, '']),
      ...twoEnds(report),
      ...report.findings.filter((one) => isWeighty(report, one)).flatMap((one) => finding(report, one)),
      ...notes(report),
      ...closing(report),
    ];
    return `${lines.join('\n')}\n`;
  },
  several: (reports, style) => reports.map((report) => markdown.render(report, style)).join('\n'),
};

export default markdown;
