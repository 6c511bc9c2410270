import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import { idleProbesOf } from '../../src/observations/idle.js';
import { idleFacts, outlived } from '../../src/rules/idle-facts.js';
import { observe } from '../../src/observations/observe.js';
import { interruptedAt } from '../support/interrupted.js';
import { diagnoseScenario } from '../support/scenario-run.js';

test('an interrupted idle ladder still tells what NOOPs kept alive by then, and blames nothing on the interruption', async () => {
  const scenario = scenarios.find(({ id }) => id === 'idle-cut-silent');
  assert.ok(scenario !== undefined);
  const { transcript } = await diagnoseScenario(scenario);
  const whole = idleFacts(observe(transcript));
  assert.ok(whole?.ended != null && whole.noop !== null);
  const began = transcript.events.find(({ experiment }) => experiment === 'idle-ladder')?.startedMs ?? 0;
  const soonAfter = began + whole.ended.restedMs + 60_000;
  const events = interruptedAt(transcript.events, soonAfter);
  const facts = idleFacts(observe({ ...transcript, events }));
  assert.deepEqual([facts?.ended?.restedMs, facts?.ended?.outcome], [whole.ended.restedMs, 'silent']);
  assert.equal(facts?.noop?.outcome, 'alive');
  assert.ok(facts.ended !== null && outlived(facts.noop, facts.ended));
  assert.ok(idleProbesOf(events).every(({ outcome }) => outcome === 'alive' || outcome === 'silent'));

  const early = idleFacts(observe({ ...transcript, events: interruptedAt(transcript.events, began + 15_000) }));
  assert.equal(early, null, 'nothing rested long enough to tell');
});

test('connections rest for as long as planned, however long the others take to be admitted', async () => {
  const scenario = scenarios.find(({ id }) => id === 'idle-slow-server');
  assert.ok(scenario !== undefined);
  const { transcript } = await diagnoseScenario(scenario);
  const plain = idleProbesOf(transcript.events).filter(({ kept }) => kept === 'nothing');
  assert.deepEqual(
    plain.map(({ restedMs }) => Math.round(restedMs / 1000)),
    [30, 60, 120],
  );
});
