import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Scenario } from '../../src/lab/scenario.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Observations } from '../../src/model/observations.js';
import { observe } from '../../src/observations/observe.js';
import { portRewritten, rewrittenEvidence } from '../../src/rules/port-rewritten.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

/** What a deep check of a scenario observed, with the probes of one experiment only. */
async function deep(id: string, experiment: string): Promise<Observations> {
  const scenario = scenarios.find((one) => one.id === id) as Scenario | undefined;
  assert.ok(scenario !== undefined);
  const { transcript } = await checkScenario({ ...scenario, options: { ...scenario.options, depth: 'deep' } });
  const all = observe(transcript);
  const probes = all.probes.filter((one) => one.experiment === experiment);
  assert.ok(probes.length > 0, `${experiment} was not run`);
  return { ...all, probes };
}

suite('PORT in two forms that servers read alike', () => {
  test('an ALG that knows the usual form only is shown by leading zeros', async () => {
    const o = await deep('alg-usual-form', 'canonical-form');
    assert.equal(portRewritten(o).rewritten, true);
    assert.match(rewrittenEvidence(o)[0]?.text ?? '', /leading zeros/);
  });

  test('an ALG that reads numbers translates both forms, and leading zeros show nothing', async () => {
    const o = await deep('linksys', 'canonical-form');
    assert.equal(portRewritten(o).rewritten, null);
    assert.match(portRewritten(o).why, /both forms/);
  });

  test('a server that cannot read leading zeros proves nothing', async () => {
    const o = await deep('alg-usual-form', 'canonical-form');
    const probes = o.probes.map((one) =>
      one.connection.startsWith('padded')
        ? { ...one, replies: [{ code: 501, lines: ['501 Syntax error in parameters.'] }] }
        : one,
    );
    assert.equal(portRewritten({ ...o, probes }).rewritten, null);
    assert.match(portRewritten({ ...o, probes }).why, /leading zeros/);
  });
});
