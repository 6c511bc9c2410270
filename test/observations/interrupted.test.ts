import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import { explain } from '../../src/report/build.js';
import { rules } from '../../src/rules/index.js';
import { interruptedAt } from '../support/interrupted.js';
import { diagnoseScenario } from '../support/scenario-run.js';

test('a healthy check that is interrupted at any moment blames nothing and nobody for what it left undone', async () => {
  const scenario = scenarios.find(({ id }) => id === 'healthy');
  assert.ok(scenario !== undefined);
  const { transcript } = await diagnoseScenario(scenario);
  const moments = [...new Set(transcript.events.map(({ finishedMs }) => finishedMs))];
  let open = 0;
  for (const moment of moments) {
    const events = interruptedAt(transcript.events, moment - 0.001);
    const { findings, advice, verdict, attempts } = explain({ ...transcript, events, cutShort: 'interrupted' }, rules);
    const loud = findings.filter(({ id, kind }) => kind === 'cause' || id === 'unexplained-failure');
    assert.deepEqual(loud, [], `at ${moment} ms`);
    assert.equal(verdict, 'inconclusive');
    assert.equal(advice.nextExperiment, null, `at ${moment} ms`);
    if (attempts.every(({ reached }) => reached === 'completed')) continue;
    open++;
    assert.deepEqual(advice.clients, [], `at ${moment} ms`);
  }
  assert.ok(open > 0);
});
