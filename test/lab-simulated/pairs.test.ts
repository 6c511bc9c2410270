import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scenarios, type ScenarioId } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { noted, pairs } from '../support/look-alikes.js';
import { checkScenario } from './check-scenario.js';

function scenarioOf(id: ScenarioId): Scenario {
  const found = (scenarios as readonly Scenario[]).find((one) => one.id === id);
  assert.ok(found !== undefined);
  return found;
}

function causesOf(id: ScenarioId): readonly string[] {
  const { first, also = [] } = scenarioOf(id).expect;
  return [...(first === null ? [] : [first]), ...also];
}

suite('each cause has a scenario where it is present and a look-alike where it is not', () => {
  for (const [cause, [has, lacks]] of Object.entries(pairs)) {
    test(`${cause} is in ${has}, not in ${lacks}`, () => {
      assert.ok(causesOf(has).includes(cause));
      assert.ok(!causesOf(lacks).includes(cause));
    });
  }

  for (const [finding, [has, lacks]] of Object.entries(noted)) {
    test(`${finding} is in ${has}, not in ${lacks}`, async () => {
      const { report: there } = await checkScenario(scenarioOf(has));
      assert.ok(there.findings.some(({ id }) => id === finding));
      const { report } = await checkScenario(scenarioOf(lacks));
      assert.ok(report.findings.every(({ id }) => id !== finding));
    });
  }

  test('no scenario expects a cause that has no pair', () => {
    const expected = new Set((scenarios as readonly Scenario[]).flatMap(({ id }) => causesOf(id as ScenarioId)));
    assert.deepEqual([...expected].toSorted(), Object.keys(pairs).toSorted());
  });
});
