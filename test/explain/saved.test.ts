import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { probeOptionsOf } from '../../src/cli/check-options.js';
import type { ProbeOptions } from '../../src/model/target.js';
import { explainText } from './fixtures.js';

const options: ProbeOptions = { ...probeOptionsOf({}), tlsInsecure: true };

for (const id of ['linksys', 'pasv-shadows-lan', 'range-closed', 'login-refused', 'healthy']) {
  test(`a recording and a saved report of ${id} are judged as the live check was`, async () => {
    const scenario = findScenario(id);
    assert.ok(scenario !== undefined);
    const assertions = { require: [], expectAddress: null, expectRange: null, expectTls: null };
    const { report, transcript } = await check(scenario.target, options, assertions, simulate(scenario));
    for (const saved of [transcript, report, [transcript]]) {
      const { sessions, sources, verdict } = await explainText(JSON.stringify(saved));
      assert.deepEqual(sources[0]?.troubles, []);
      assert.equal(verdict, report.verdict);
      assert.deepEqual(sessions[0]?.report.findings, report.findings);
    }
  });
}

test('a report that says nothing of a newer expectation is judged without it', async () => {
  const scenario = findScenario('linksys');
  assert.ok(scenario !== undefined);
  const assertions = { require: ['PASV'], expectAddress: null, expectRange: null, expectTls: null } as const;
  const { transcript } = await check(scenario.target, options, assertions, simulate(scenario));
  const older = { ...transcript, target: { ...transcript.target, assertions: { require: ['PASV'] } } };
  const { sessions, sources } = await explainText(JSON.stringify(older));
  assert.deepEqual(sources[0]?.troubles, []);
  assert.deepEqual(sessions[0]?.report.assertions.length, 1);
});

test('NDJSON of several reports is as many sessions', async () => {
  const scenario = findScenario('linksys');
  assert.ok(scenario !== undefined);
  const assertions = { require: [], expectAddress: null, expectRange: null, expectTls: null };
  const { report } = await check(scenario.target, options, assertions, simulate(scenario));
  const other = { ...report, target: { ...report.target, host: 'other.example.com' } };
  const { sources } = await explainText(`${JSON.stringify(report)}\n${JSON.stringify(other)}\n`);
  assert.equal(sources[0]?.sessions, 2);
});
