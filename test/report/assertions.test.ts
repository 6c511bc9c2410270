import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { observe } from '../../src/observations/observe.js';
import { checkAssertions } from '../../src/report/assertions.js';
import type { Report } from '../../src/model/report.js';
import type { Transcript } from '../../src/model/transcript.js';

async function checked(id: string): Promise<{ report: Report; transcript: Transcript }> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined, id);
  return check(scenario.target, probeOptionsOf({}), assertionsOf({ 'expect-tls': 'resume' }), simulate(scenario));
}

test('a server that has the TLS session resumed on every data connection passes --expect-tls resume', async () => {
  const { report } = await checked('tls-explicit');
  assert.deepEqual(report.assertions, [
    { name: 'expect-tls resume', passed: true, detail: 'all 4 data connections resumed the TLS session' },
  ]);
  assert.equal(report.verdict, 'healthy');
});

test('one data connection with a session of its own fails it, by the name of its mode', async () => {
  const { transcript } = await checked('tls-explicit');
  const observations = observe(transcript);
  const attempts = observations.attempts.map((one) => (one.mode === 'EPSV' ? { ...one, resumed: false } : one));
  assert.deepEqual(checkAssertions({ ...observations, attempts }), [
    { name: 'expect-tls resume', passed: false, detail: 'a new TLS session on the data connection of EPSV' },
  ]);
});

test('where no data connection was secured it fails, and says why there was none', async () => {
  const clear = await checked('healthy');
  assert.equal(clear.report.verdict, 'broken');
  assert.match(clear.report.assertions[0]?.detail ?? '', /^TLS is off for this target/);
  const { transcript } = await checked('tls-explicit');
  const attempts = observe(transcript).attempts.map((one) => ({ ...one, resumed: null }));
  const [failed] = checkAssertions({ ...observe(transcript), attempts });
  assert.equal(failed?.detail, 'no data connection came as far as a TLS handshake');
});
