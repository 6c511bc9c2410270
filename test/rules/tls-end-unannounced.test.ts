import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { endedWithoutNotice } from '../../src/model/network.js';
import type { Transcript } from '../../src/model/transcript.js';
import { explain } from '../../src/report/build.js';
import { rules } from '../../src/rules/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';

async function overTls(): Promise<Transcript> {
  const scenario = findScenario('tls-explicit');
  assert.ok(scenario !== undefined);
  return (await diagnoseScenario(scenario)).transcript;
}

/** The same run with the end of every data connection coming bare, without a close_notify before it. */
function truncated(transcript: Transcript): Transcript {
  const failure = { kind: 'closed', detail: endedWithoutNotice } as const;
  const events = transcript.events.map((event) =>
    event.purpose === 'data' && event.operation === 'read' && !event.outcome.ok
      ? { ...event, outcome: { ok: false as const, failure } }
      : event,
  );
  return { ...transcript, events };
}

test('a listing that ends without close_notify is noted and is no fault', async () => {
  const report = explain(truncated(await overTls()), rules);
  const note = report.findings.find(({ id }) => id === 'tls-end-unannounced');
  assert.deepEqual([note?.kind, report.verdict], ['note', 'healthy']);
  assert.match(note?.summary ?? '', /PASV, EPSV, PORT and EPRT/);
});

test('a listing that ends with close_notify draws no such note', async () => {
  const report = explain(await overTls(), rules);
  assert.ok(!report.findings.some(({ id }) => id === 'tls-end-unannounced'));
});
