import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { diagnoseScenario } from '../support/scenario-run.js';

async function reportOf(id: string): Promise<Report> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  return (await diagnoseScenario(scenario)).report;
}

test('a client whose address the server side hides is not told of a NAT of its own', async () => {
  const { findings } = await reportOf('server-behind-proxy');
  assert.ok(findings.some(({ id }) => id === 'server-behind-proxy'));
  assert.ok(findings.every(({ id }) => id !== 'client-behind-nat'));
});

test('where a private client reaches a server that hides its clients, its NAT is told by the addresses alone', async () => {
  const { findings } = await reportOf('nat-and-server-behind-proxy');
  const note = findings.find(({ id }) => id === 'client-behind-nat');
  assert.ok(note !== undefined);
  assert.equal(note.confidence, 'likely');
  assert.match(note.summary, /has a private address/);
});
