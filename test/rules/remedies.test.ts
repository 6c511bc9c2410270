import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { type ScenarioId, scenarios } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

type Remedy = Report['findings'][number]['remedies'][number];

suite('what reports tell people to do', () => {
  const reports = new Map<string, Report>();
  before(async () => {
    for (const scenario of scenarios) reports.set(scenario.id, (await checkScenario(scenario)).report);
  });
  const remedies = (scenario: ScenarioId, id: string): readonly Remedy[] =>
    reports.get(scenario)?.findings.find((one) => one.id === id)?.remedies ?? [];
  const told = (scenario: ScenarioId, id: string, who: Remedy['for']): string =>
    remedies(scenario, id)
      .filter((one) => one.for === who)
      .map(({ text, snippet }) => `${text}\n${snippet ?? ''}`)
      .join('\n');

  test('nothing in them is left to fill in by the program', () => {
    for (const [scenario, { findings }] of reports) {
      for (const { id, remedies: all } of findings) {
        for (const { text, snippet = '' } of all)
          assert.doesNotMatch(`${text}\n${snippet}`, /undefined|\bnull\b|NaN|\[object/, `${scenario}: ${id}`);
      }
    }
  });

  for (const [scenario, id] of [
    ['double-translation', 'double-translation'],
    ['two-translators', 'double-translation-risk'],
    ['server-behind-nat', 'pasv-address-private'],
    ['server-alg-tls', 'hidden-alg-dependence'],
    ['active-address-stale', 'active-address-stale'],
    ['active-range-not-forwarded', 'active-range-not-forwarded'],
  ] as const) {
    test(`${id} warns of a second translator`, () => {
      const all = remedies(scenario, id).map(({ text }) => text);
      assert.match(all.join('\n'), /never both/);
    });
  }

  test('a helper that TLS blinds is taken off once the server announces its outside address over a forwarded range', () => {
    const words = told('server-alg-tls', 'hidden-alg-dependence', 'firewall admin');
    assert.match(words, /dnat to 10\.0\.0\.10/);
    assert.match(words, /-j CT --helper ftp/);
  });

  test('ports that were named in order are in the range to open', () => {
    assert.match(told('dead-port', 'passive-range-partial', 'firewall admin'), /tcp dport 5050-5100 accept/);
    assert.match(
      told('dead-port', 'passive-range-partial', 'server admin'),
      /pasv_min_port=5050\npasv_max_port=5100$/m,
    );
  });

  test('a client is told to ignore the address in 227 only where that helps', () => {
    assert.match(told('server-behind-nat', 'pasv-address-private', 'client user'), /ignore the address/);
    const both = told('server-behind-nat-range-closed', 'pasv-address-private', 'client user');
    assert.doesNotMatch(both, /ignore the address/);
    assert.match(both, /active mode/);
  });
});
