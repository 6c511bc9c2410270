import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { Transcript } from '../../src/model/transcript.js';
import { explain } from '../../src/report/build.js';
import { rules } from '../../src/rules/index.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

/** What Pure-FTPd on a public address says, with another port in its greeting. */
async function greetedWith(port: number): Promise<Transcript> {
  const scenario: Scenario | undefined = findScenario('pure-ftpd-healthy');
  assert.ok(scenario !== undefined);
  const { transcript } = await checkScenario(scenario);
  const text = JSON.stringify(transcript);
  assert.match(text, /Server port: 21\./);
  return JSON.parse(text.replaceAll('Server port: 21.', `Server port: ${port}.`)) as Transcript;
}

test('a greeting that names another port than the one that was dialled tells of a forwarded port', async () => {
  const found = explain(await greetedWith(2100), rules).findings.find(({ id }) => id === 'server-behind-nat');
  assert.match(found?.summary ?? '', /listens on port 2100; clients reach it at port 21: /);
});

test('a greeting that names the port that was dialled tells nothing', async () => {
  const { findings } = explain(await greetedWith(21), rules);
  assert.ok(findings.every(({ id }) => id !== 'server-behind-nat'));
});
