import type { Report } from '../../src/model/report.js';
import type { Rule } from '../../src/model/rule.js';
import type { Scenario as RealScenario } from '../lab/scenario.js';
import { lookAlikes } from '../support/look-alikes.js';

/** What a simulated scenario was found to be. */
export interface Simulated {
  readonly id: string;
  readonly report: Report;
}

/** What a scenario of the real network must find. Of several ids of which any will do, none is a must. */
export function demanded({ expect: { first, also = [], notes = [] } }: RealScenario): readonly string[] {
  return [...(typeof first === 'string' ? [first] : []), ...also, ...notes];
}

/** What it does not allow to be found. */
export function forbidden(scenario: RealScenario, { id, kind }: Rule): boolean {
  const { first, also = [], may = [], silent = [] } = scenario.expect;
  if (kind !== 'cause') return silent.includes(id);
  return ![first ?? [], also, may].flat().includes(id);
}

/** What a report says, in a few words. */
function resultOf({ verdict, findings }: Report, rule: Rule): string {
  const found = findings.find(({ id }) => id === rule.id);
  if (found !== undefined) return `${verdict}, ${found.confidence}`;
  const causes = findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id);
  return `${verdict}, ${causes.join(' and ') || 'no cause'}`;
}

function realResult({ expect: { verdict, first } }: RealScenario): string {
  return `${verdict}, ${[first ?? 'no cause'].flat().join(' or ')}`;
}

function listed(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ') || '-';
}

/** The page: a line for each finding there is, with where it is present, where it must not be named, and the results. */
export function matrixPage(
  rules: readonly Rule[],
  simulated: readonly Simulated[],
  real: readonly RealScenario[],
): string {
  const cell = (rule: Rule, id: string, isReal: boolean): string => {
    const there = real.find((one) => one.id === id);
    const here = simulated.find((one) => one.id === id);
    if (isReal) return `\`${id}\` (real): ${there === undefined ? '' : realResult(there)}`;
    return `\`${id}\`: ${here === undefined ? '' : resultOf(here.report, rule)}`;
  };
  const rows = rules.map((rule) => {
    const pair = lookAlikes.get(rule.id) ?? null;
    const found = simulated.filter(({ report }) => report.findings.some(({ id }) => id === rule.id));
    const others = found.filter(({ id }) => id !== pair?.has).map(({ id }) => id);
    const proven = real.filter((one) => demanded(one).includes(rule.id)).map(({ id }) => id);
    return [
      `[${rule.id}](causes/${rule.id}.md)`,
      rule.kind,
      pair === null ? '-' : cell(rule, pair.has, pair.real),
      pair === null ? '-' : cell(rule, pair.lacks, pair.real),
      listed(others),
      listed(proven),
    ];
  });
  const head = ['Finding', 'Kind', 'Present in', 'Nearest look-alike, not named', 'Also found in', 'Real network'];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `# Every finding and its scenarios

This page is generated (\`npm run docs\`) and tested to be current. The results of the simulated scenarios
(\`src/lab/scenarios/\`; \`ftpdoctor lab ID\` shows one) are those of this version: the verdict, and how sure the finding
is, or what was found in its place. Those of the real network (\`test/lab/scenarios/\`: real servers in network
namespaces, nftables and the kernel's FTP helper) are demanded by \`npm test\` wherever these tests can run. No scenario,
here or there, may find a cause that it does not name.

<!-- prettier-ignore-start -->

${line(head)}
${line(head.map(() => '---'))}
${rows.map(line).join('\n')}

<!-- prettier-ignore-end -->
`;
}
