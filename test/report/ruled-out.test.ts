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

function lookAlikes({ ruledOut }: Report): string[] {
  return ruledOut.filter(({ lookAlike }) => lookAlike).map(({ id }) => id);
}

test('of what was ruled out, the causes that are easily mistaken for the diagnosis are marked', async () => {
  assert.deepEqual(lookAlikes(await reportOf('range-closed')), ['pasv-address-private']);
  assert.deepEqual(lookAlikes(await reportOf('alg-drops-replies')), ['alg-drops-commands']);
});

test('where no cause was found nothing looks like it', async () => {
  assert.deepEqual(lookAlikes(await reportOf('healthy')), []);
});

test('a mode that fails without a fault is named in the headline', async () => {
  const { headline } = await reportOf('epsv-unknown');
  assert.equal(headline, 'PASV, PORT and EPRT list the directory; the server does not support EPSV.');
});
