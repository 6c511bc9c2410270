import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { helperFirewall } from '../../src/lab/boxes/helper-firewall.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import type { World } from '../../src/lab/world.js';
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
    const report = await reportOf('server-wants-whole-lines');
    assert.equal(written(report, 'split-fingerprint').length, 1);
    const said = report.undetermined.find(({ id }) => id === 'alg-related-blocked');
    assert.match(said?.because ?? '', /discarded: its control failed \(N\|OOP was not answered\)/);
  });

  test('is not taken where every mode lists and nobody asked for a deep look', async () => {
    assert.deepEqual(written(await reportOf('helper-firewall'), 'split-fingerprint'), []);
  });
});

suite('the comparison with a second control port', () => {
  test('takes the split fingerprint over both, and tells over which a helper reads along', async () => {
    const scenario = findScenario('linksys-compared');
    assert.ok(scenario !== undefined);
    const reader = helperFirewall({ name: 'reads port 21', ports: [21] });
    const build = (): World => {
      const { near, ...rest } = scenario.build();
      return { ...rest, near: [reader, ...near] };
    };
    const { report } = await checkScenario({ ...scenario, build });
    const found = report.findings.find(({ id }) => id === 'alg-bound-to-port-21');
    assert.ok(found?.for.some(({ text }) => /Over port 21: P\|WD .* Over port 2121 all of them were/.test(text)));
    const other = (await reportOf('linksys-compared')).findings.find(({ id }) => id === 'alg-bound-to-port-21');
    assert.ok(other?.for.every(({ text }) => !text.includes('P|WD')));
  });

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
