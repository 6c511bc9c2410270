import { mostEvidence, sureness, type Example } from '../../src/cli/encyclopedia.js';
import type { Rule } from '../../src/model/rule.js';

/** Prose in Markdown: what could be taken for markup is escaped. */
function prose(text: string): string {
  return text.replace(/[\\`*[\]<>|]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

function fenced(lines: readonly string[]): string[] {
  return ['```text', ...lines, '```', ''];
}

function section(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${head}`, '', ...lines, ''];
}

function list(items: readonly string[]): string[] {
  return items.map((item) => `- ${prose(item)}`);
}

/** The page of one finding in `docs/causes/`: the same data as `ftpdoctor causes ID` shows. */
export function causeDocument(rule: Rule, example: Example): string {
  const lab = example.scenario === null ? '' : ' (with the values of the lab)';
  return [
    `# ${prose(rule.title)}`,
    '',
    `\`${rule.id}\`, a ${rule.kind}; to act: ${rule.party}. In the terminal: \`ftpdoctor causes ${rule.id}\`.`,
    '',
    ...section('How it comes about', [prose(rule.mechanism)]),
    ...section('On the wire', example.ladder.length === 0 ? [] : fenced(example.ladder)),
    ...section(`What shows it${lab}`, list(example.evidence.slice(0, mostEvidence))),
    ...section('How sure one can be', list(sureness(example))),
    ...section('What looks alike', [prose(rule.lookAlikes)]),
    ...section(
      `What to do${lab}`,
      example.remedies.flatMap(({ for: role, text, snippet }) => [
        `**${role}**: ${prose(text)}`,
        '',
        ...(snippet === undefined ? [] : fenced(snippet.split('\n'))),
      ]),
    ),
    ...section('Sources', list(rule.sources)),
    ...section('To see it', example.scenario === null ? [] : fenced([`ftpdoctor lab ${example.scenario}`])),
  ].join('\n');
}

/** The index of `docs/causes/`. */
export function causeIndex(rules: readonly Rule[]): string {
  const kinds = { cause: 'Causes', risk: 'Risks', note: 'Notes' } as const;
  return [
    '# What ftpdoctor finds',
    '',
    'Written by `npm run docs` from the rules and from runs of the embedded lab; do not edit.',
    '',
    ...(['cause', 'risk', 'note'] as const).flatMap((kind) => [
      `## ${kinds[kind]}`,
      '',
      '| id | to act | what it is |',
      '| --- | --- | --- |',
      ...rules
        .filter((rule) => rule.kind === kind)
        .map(({ id, party, title }) => `| [\`${id}\`](${id}.md) | ${party} | ${prose(title)} |`),
      '',
    ]),
  ].join('\n');
}
