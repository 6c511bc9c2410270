import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { checkScenario } from './check-scenario.js';

suite('each scenario gets the diagnosis it was built to deserve', () => {
  for (const scenario of scenarios as readonly Scenario[]) {
    const { verdict, first, also = [], notes = [] } = scenario.expect;
    const causes = [...(first === null ? [] : [first]), ...also];
    test(`${scenario.id} is ${verdict}: ${causes.join(', ') || 'no cause'}`, async () => {
      const { report, network } = await checkScenario(scenario);
      assert.equal(report.verdict, verdict);
      const found = report.findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id);
      assert.deepEqual(found, causes);
      for (const note of notes)
        assert.ok(
          report.findings.some(({ id }) => id === note),
          `${note} was not found`,
        );
      assert.equal(network.leaks(), 0, 'sockets left open by the check');
    });
  }
});
