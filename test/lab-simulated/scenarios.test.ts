import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { checkScenario } from './check-scenario.js';
import { complaints } from './complaints.js';

suite('each scenario gets the diagnosis it was built to deserve', () => {
  for (const scenario of scenarios as readonly Scenario[]) {
    const { verdict, first, also = [] } = scenario.expect;
    const causes = [...(first === null ? [] : [first]), ...also];
    test(`${scenario.id} is ${verdict}: ${causes.join(', ') || 'no cause'}`, async () => {
      const { report, network } = await checkScenario(scenario);
      assert.equal(report.verdict, verdict);
      assert.deepEqual(complaints(scenario.expect, report.findings), []);
      assert.equal(network.leaks(), 0, 'sockets left open by the check');
    });
  }
});
