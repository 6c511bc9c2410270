import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Network } from '../../src/model/network.js';
import type { Transcript, WireEvent } from '../../src/model/transcript.js';
import { replaySource, TranscriptMismatch } from '../../src/network/replay.js';
import { probe } from '../../src/probe.js';
import { explain } from '../../src/report/build.js';
import { rules } from '../../src/rules/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';

const still: Network = {
  now: () => 0,
  pause: () => Promise.resolve(),
  resolve: () => assert.fail('the clock is no network'),
  localNetworks: () => assert.fail('the clock is no network'),
  connect: () => assert.fail('the clock is no network'),
  listen: () => assert.fail('the clock is no network'),
};

async function again(transcript: Transcript, scenario: Scenario): Promise<Transcript> {
  const options = { ...probeOptionsOf({}), tlsInsecure: true, ...scenario.options };
  const hooks = { tool: transcript.tool, startedAt: transcript.startedAt };
  return probe(scenario.target, options, assertionsOf({}), replaySource(transcript), still, hooks);
}

/** What was said and heard on each lane, in order, without times and numbers. */
function substance(events: readonly WireEvent[]): Record<string, unknown[]> {
  const lanes: Record<string, unknown[]> = {};
  for (const { lane, socket, operation, input, outcome } of events) {
    (lanes[lane] ??= []).push({ socket, operation, input, outcome });
  }
  return lanes;
}

// Who refused is told by how long it took, and a replay keeps the order of what happened, not the time it took.
const timed: readonly string[] = ['egress-refused'];

for (const scenario of scenarios) {
  test(`a replay of ${scenario.id} asks and hears what was recorded, and gives the same causes`, async () => {
    const { report, transcript } = await diagnoseScenario(scenario);
    const replayed = await again(transcript, scenario);
    assert.deepEqual(substance(replayed.events), substance(transcript.events));
    const causes = (findings: typeof report.findings): string[] => findings.map(({ id }) => id);
    if (!timed.includes(scenario.id)) {
      assert.deepEqual(causes(explain(replayed, rules).findings), causes(report.findings));
    }
  });
}

test('a transcript that does not fit what is asked is refused, with the place', async () => {
  const [healthy] = scenarios;
  const { transcript } = await diagnoseScenario(healthy);
  const events = transcript.events.map((event) =>
    event.input === 'PASV\r\n' ? { ...event, input: 'PASW\r\n' } : event,
  );
  await assert.rejects(again({ ...transcript, events }, healthy), (error) => {
    assert.ok(error instanceof TranscriptMismatch);
    assert.match(error.message, /lane passive-pasv: recorded "PASW/);
    return true;
  });
});
