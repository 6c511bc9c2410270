import { check } from '../diagnose.js';
import { ladderText } from '../formats/ladder/text.js';
import { simulate } from '../lab/network.js';
import type { Expectation, Scenario } from '../lab/scenario.js';
import { scenarios } from '../lab/scenarios/index.js';
import type { Report } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import { observe } from '../observations/observe.js';
import { assertionsOf, probeOptionsOf } from './check-options.js';
import type { Example } from './encyclopedia.js';

/** The scenario that was built to show a finding, one where it comes first before others; `null` where there is none. */
export function scenarioWith(finding: string): Scenario | null {
  const also = ({ expect }: { readonly expect: Expectation }): readonly string[] => [
    ...(expect.also ?? []),
    ...(expect.notes ?? []),
  ];
  return (
    scenarios.find(({ expect }) => expect.first === finding) ??
    scenarios.find((scenario) => also(scenario).includes(finding)) ??
    null
  );
}

/** What the check of a scenario says, with the default options. */
export async function diagnoseScenario(scenario: Scenario): Promise<Report> {
  const options = { ...probeOptionsOf({}), ...scenario.options, tlsInsecure: true };
  return (await check(scenario.target, options, assertionsOf({}), simulate(scenario))).report;
}

/** What a rule advises where nothing was observed yet. */
function remediesUnseen(rule: Rule): Example['remedies'] {
  const { modes, depth, timeoutMs, advertised, activeAddress, activePorts } = probeOptionsOf({});
  const options = { modes, depth, timeoutMs, advertised, activeAddress, activePorts };
  const target = { host: 'ftp.example.com', port: 21, tls: 'off', user: 'anonymous', path: '' } as const;
  return rule.remedies(
    observe({
      schema: 'ftpdoctor.transcript/1',
      tool: '',
      startedAt: '1970-01-01T00:00:00.000Z',
      durationMs: 0,
      cutShort: null,
      target: { ...target, ...options, assertions: assertionsOf({}) },
      runs: [],
      events: [],
    }),
  );
}

/** A finding as a scenario of the lab shows it, or its remedies in general where no scenario has the fault. */
export async function exampleOf(rule: Rule): Promise<Example> {
  const scenario = scenarioWith(rule.id);
  const report = scenario === null ? null : await diagnoseScenario(scenario);
  const finding = report?.findings.find(({ id }) => id === rule.id);
  if (scenario === null || report === null || finding === undefined) {
    return {
      scenario: null,
      remedies: remediesUnseen(rule),
      confidence: null,
      evidence: [],
      notTested: [],
      ladder: [],
    };
  }
  return {
    scenario: scenario.id,
    remedies: finding.remedies,
    confidence: finding.confidence,
    evidence: finding.for.map(({ text }) => text),
    notTested: finding.notTested,
    ladder: ladderText(report, finding),
  };
}
