import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findScenario } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { checkScenario } from './check-scenario.js';

async function reportOf(id: string): Promise<Report> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  return (await checkScenario(scenario)).report;
}

/** What an experiment wrote on its control connections, lane by lane. */
function written({ transcript }: Report, experiment: string): string[][] {
  const lanes = new Map<string, string[]>();
  for (const { experiment: by, lane, operation, input } of transcript) {
    if (by === experiment && operation === 'write') lanes.set(lane, [...(lanes.get(lane) ?? []), input.trimEnd()]);
  }
  return [...lanes.values()];
}

suite('the split fingerprint', () => {
  test('never logs in, and sends each telling cut behind its control, twice where it stalls', async () => {
    const lanes = written(await reportOf('helper-firewall-deep'), 'split-fingerprint');
    const cuts = lanes.map(([first, head, tail]) => `${first ?? ''} ${head ?? ''}|${tail ?? ''}`);
    assert.deepEqual(cuts, ['NOOP N|OOP', 'NOOP PW|D', 'NOOP P|WD', 'NOOP PW|D', 'NOOP P|WD']);
  });

  test('ends with the first telling cut that is answered', async () => {
    const report = await reportOf('no-alg-compared');
    assert.equal(written(report, 'split-fingerprint').length, 3);
    assert.ok(report.findings.every(({ id }) => id !== 'alg-present'));
  });

  test('is discarded where its control fails, and the report says so', async () => {
    const report = await reportOf('no-pieces');
    assert.equal(written(report, 'split-fingerprint').length, 1);
    const said = report.undetermined.find(({ id }) => id === 'alg-related-blocked');
    assert.match(said?.because ?? '', /discarded: its control failed \(N\|OOP was not answered\)/);
  });

  test('is not taken where every mode lists and nobody asked for a deep look', async () => {
    assert.deepEqual(written(await reportOf('helper-firewall'), 'split-fingerprint'), []);
  });
});

suite('the comparison with a second control port', () => {
  test('lists there by PORT, with PASV as its control', async () => {
    const { attempts } = await reportOf('linksys-compared');
    const there = attempts.filter(({ experiment }) => experiment === 'alternate-port');
    assert.deepEqual(
      there.map(({ mode, controlPort, reached }) => `${mode} ${controlPort} ${reached}`),
      ['PORT 21 completed', 'PASV 21 completed'],
    );
  });

  test('is discarded where the second port lets nobody in, and the report says so', async () => {
    const { undetermined } = await reportOf('second-port-closed');
    const said = undetermined.find(({ id }) => id === 'alg-bound-to-port-21');
    assert.match(said?.because ?? '', /discarded/);
  });
});
