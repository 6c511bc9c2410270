import { confidenceWords } from '../formats/text/words.js';
import type { Page } from '../formats/pretty/page.js';
import type { ReportFinding } from '../model/report.js';
import type { Rule, RuleMeta } from '../model/rule.js';

/** What to do about a finding. */
export interface Example {
  /** The scenario of the lab whose values stand in the remedies, `null` where none has this fault. */
  readonly scenario: string | null;
  readonly remedies: readonly Pick<ReportFinding['remedies'][number], 'for' | 'text' | 'snippet'>[];
  /** How sure the finding is in the scenario, and on what it rests there. */
  readonly confidence: ReportFinding['confidence'] | null;
  readonly evidence: readonly string[];
  readonly notTested: readonly string[];
  /** The dialogue in the scenario, drawn in ASCII. */
  readonly ladder: readonly string[];
}

/** More pieces of evidence of one kind teach nothing. */
export const mostEvidence = 5;

/** How sure one can be, in a sentence: as sure as the lab is, and what even it could not test. */
export function sureness({ confidence, notTested }: Example): string[] {
  return [
    ...(confidence === null ? [] : [confidenceWords[confidence]]),
    ...notTested.map((text) => `Not tested: ${text}`),
  ];
}

/** What is known of a finding before anything is observed. */
export function entryOf({ id, kind, party, title, mechanism, lookAlikes, sources }: RuleMeta): RuleMeta {
  return { id, kind, party, title, mechanism, lookAlikes, sources };
}

/** The list of all findings: id, kind, party and title in columns. */
export function causeTable(rules: readonly Rule[]): string {
  const width = (value: (rule: Rule) => string): number => Math.max(...rules.map((rule) => value(rule).length));
  const [ids, parties] = [width(({ id }) => id), width(({ party }) => party)];
  return rules
    .map(({ id, kind, party, title }) => `${id.padEnd(ids)}  ${kind.padEnd(5)}  ${party.padEnd(parties)}  ${title}\n`)
    .join('');
}

function section(page: Page, head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', page.paint('bold', head), ...lines];
}

/** The entry of one finding. */
export function causePage(rule: Rule, example: Example, page: Page): string {
  const remedies = example.remedies.flatMap(({ for: role, text, snippet }) => [
    ...page.paragraph(`${role}: ${text}`, { indent: 4, lead: '  - ' }),
    ...(snippet?.split('\n').map((line) => `      ${page.clean(line)}`) ?? []),
  ]);
  return [
    `${page.paint('bold', rule.id)}  (${rule.kind}; to act: ${rule.party})`,
    ...page.paragraph(`${rule.title}.`),
    ...section(page, 'How it comes about', page.paragraph(rule.mechanism, { indent: 2, lead: '  ' })),
    ...section(
      page,
      'On the wire',
      example.ladder.map((line) => `  ${page.clean(line)}`),
    ),
    ...section(
      page,
      'What shows it',
      example.evidence.slice(0, mostEvidence).flatMap((text) => page.paragraph(text, { indent: 4, lead: '  - ' })),
    ),
    ...section(
      page,
      'How sure one can be',
      sureness(example).flatMap((text) => page.paragraph(text, { indent: 4, lead: '  - ' })),
    ),
    ...section(page, 'What looks alike', page.paragraph(rule.lookAlikes, { indent: 2, lead: '  ' })),
    ...section(page, example.scenario === null ? 'What to do' : 'What to do (with the values of the lab)', remedies),
    ...section(
      page,
      'Sources',
      rule.sources.flatMap((source) => page.paragraph(source, { indent: 4, lead: '  - ' })),
    ),
    ...section(page, 'To see it', example.scenario === null ? [] : [`  ftpdoctor lab ${example.scenario}`]),
    '',
  ].join('\n');
}
