import type { Report, ReportFinding } from '../model/report.js';
import type { Format } from './format.js';
import { sanitise, sanitiseLines } from './sanitise.js';
import { diagnosisOf, findingFor } from './text/finding.js';
import { formatEndpoint } from '../protocol/address.js';
import { isListing, listings, targetUrl } from './text/target.js';
import { seconds, whatHappened } from './text/words.js';

interface Case {
  readonly name: string;
  readonly ms: number;
  /** Why it is not a pass, `null` where it is. */
  readonly bad: Bad | null;
}

interface Bad {
  readonly tag: 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly type: string;
  readonly body: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function markup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** One line, fit for an attribute: XML 1.0 section 2.2 forbids control characters even as references. */
function attribute(text: string): string {
  return markup(sanitise(text, 1000));
}

function block(text: string): string {
  return markup(sanitiseLines(text, 2000).join('\n'));
}

/** What a person needs who reads only the failed case: the fault, what shows it, what to do. */
function explanation(finding: ReportFinding, headline: string): string[] {
  return [
    `${finding.id} (${finding.confidence}, ${finding.party}): ${finding.title}`,
    ...(finding.summary === headline ? [] : [finding.summary]),
    ...finding.for.map(({ text }) => `evidence: ${text}`),
    ...finding.against.map(({ text }) => `against: ${text}`),
    ...finding.remedies.flatMap(({ for: role, text, snippet }) => [
      `${role}: ${text}`,
      ...(snippet === undefined ? [] : snippet.split(/\r?\n/).map((one) => `    ${one}`)),
    ]),
  ];
}

function failure(report: Report, finding: ReportFinding | null, facts: readonly string[]): Bad {
  return {
    tag: report.verdict === 'inconclusive' ? 'error' : 'failure',
    message: finding?.summary ?? facts.at(-1) ?? report.headline,
    type: finding?.id ?? report.verdict,
    body: [report.headline, ...facts, ...(finding === null ? [] : explanation(finding, report.headline))].join('\n'),
  };
}

function skip(message: string): Bad {
  return { tag: 'skipped', message, type: 'skipped', body: '' };
}

function cases(report: Report): Case[] {
  const first = diagnosisOf(report);
  const modes = report.attempts.filter(isListing).map((attempt): Case => {
    const name = `${attempt.mode} lists the directory${attempt.encrypted ? ' over TLS' : ''}`;
    if (attempt.reached === 'completed') return { name, ms: attempt.durationMs, bad: null };
    // Healthy all the same: assertions named the modes that count, and this is none of them.
    if (report.verdict === 'healthy')
      return { name, ms: attempt.durationMs, bad: skip(`failed, but was not required: ${whatHappened(attempt)}`) };
    const facts = [`${attempt.mode} reached: ${attempt.reached}`, `${attempt.mode}: ${whatHappened(attempt)}`];
    return { name, ms: attempt.durationMs, bad: failure(report, findingFor(report, attempt.mode), facts) };
  });
  const skipped = report.experiments.flatMap(({ experiment, status, detail }): Case[] => {
    const mode = listings.get(experiment);
    if (mode === undefined || status === 'ran' || report.attempts.some((one) => one.experiment === experiment))
      return [];
    return [{ name: `${mode} lists the directory`, ms: 0, bad: skip(`${status}: ${detail}`) }];
  });
  const assertions = report.assertions.map(({ name, passed, detail }): Case => {
    return { name, ms: 0, bad: passed ? null : failure(report, first, [`${name}: ${detail}`]) };
  });
  const all = [...modes, ...skipped, ...assertions];
  // A login refused, or a late banner, fails no mode; without a case of its own the suite would be green.
  if (report.verdict === 'healthy' || all.some(({ bad }) => bad !== null && bad.tag !== 'skipped')) return all;
  return [...all, { name: 'the check finds no fault', ms: report.durationMs, bad: failure(report, first, []) }];
}

function suite(report: Report): string {
  const all = cases(report);
  const count = (tag: Bad['tag']): number => all.filter(({ bad }) => bad?.tag === tag).length;
  const className = attribute(`ftpdoctor.${formatEndpoint(report.target)}`);
  return [
    `  <testsuite name="${attribute(targetUrl(report))}" tests="${all.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds(report.durationMs)}" timestamp="${attribute(report.startedAt)}">`,
    ...all.flatMap(({ name, ms, bad }) => {
      const head = `    <testcase classname="${className}" name="${attribute(name)}" time="${seconds(ms)}"`;
      if (bad === null) return [`${head}/>`];
      if (bad.tag === 'skipped')
        return [`${head}>`, `      <skipped message="${attribute(bad.message)}"/>`, '    </testcase>'];
      const open = `<${bad.tag} message="${attribute(bad.message)}" type="${attribute(bad.type)}">`;
      return [`${head}>`, `      ${open}${block(bad.body)}</${bad.tag}>`, '    </testcase>'];
    }),
    '  </testsuite>',
  ].join('\n');
}

function suites(reports: readonly Report[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="ftpdoctor">',
    ...reports.map(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

/** JUnit XML as CI systems read it: a suite for each target, a case for each mode and assertion. */
const junit: Format = {
  id: 'junit',
  title: 'JUnit XML, for CI systems',
  render: (report) => suites([report]),
  several: suites,
};

export default junit;
