import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario, type ScenarioId } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { Report } from '../../src/model/report.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

async function reportOf(id: ScenarioId): Promise<Report> {
  const scenario: Scenario | undefined = findScenario(id);
  assert.ok(scenario !== undefined);
  return (await checkScenario(scenario)).report;
}

test('what fails once and works when tried again is told as that, and no standing cause is asked for', async () => {
  const { headline, findings, advice, attempts } = await reportOf('callback-lost-once');
  assert.match(headline, /^PORT failed once .* and listed the directory when tried again/);
  assert.deepEqual(
    attempts.filter(({ experiment }) => experiment === 'listing-again').map(({ mode, reached }) => [mode, reached]),
    [['PORT', 'completed']],
  );
  assert.match(findings[0]?.for[1]?.text ?? '', /^Tried again, PORT listed/);
  assert.deepEqual(advice.nextExperiment?.separates, ['unexplained-failure']);
});

test('what fails again in the same way is no chance', async () => {
  const { headline, findings } = await reportOf('ends-unknown-commands');
  assert.doesNotMatch(headline, /once/);
  assert.deepEqual(
    findings[0]?.for.map(({ text }) => /^Tried again, (\w+) got nowhere: ECONNRESET\.$/.exec(text)?.[1] ?? null),
    [null, 'EPSV', null, 'EPRT'],
  );
});

test('a failure with a cause is not tried a second time', async () => {
  for (const id of ['server-behind-nat', 'dead-port', 'alg-knows-pasv-only', 'alg-drops-commands'] as const) {
    const { attempts } = await reportOf(id);
    assert.ok(
      attempts.every(({ experiment }) => experiment !== 'listing-again'),
      id,
    );
  }
});
