import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { forecastErrors } from './client-forecast.js';
import { clientNetworks } from './client-networks.js';
import { checkOverLoss } from './loss.js';
import { curlErrors } from './curl-keep-alive.js';
import { mendingErrors } from './mending.js';
import { mends } from './mends.js';
import { labMissing } from './requirements.js';
import type { Result } from './runner.js';
import { runScenario } from './runner.js';
import type { Scenario } from './scenario.js';
import { timed, untimed, waiting } from './scenarios/index.js';
import { resultTable } from './table.js';

const missing = labMissing();
const results: Result[] = [];

function register(scenario: Scenario): void {
  test(scenario.title, { timeout: 120_000 }, async () => {
    const result = await runScenario(scenario);
    results.push(result);
    assert.deepEqual(result.complaints, []);
  });
}

describe('the lab of network namespaces and real FTP servers', () => {
  test(`this machine has what the ${timed.length + untimed.length + waiting.length} scenarios of the lab need`, (t) => {
    if (missing.length > 0 && process.env['CI'] !== 'true') {
      process.stderr.write(`\nTHE LAB DID NOT RUN: ${missing.join('; ')}\n\n`);
      t.skip(missing.join('; '));
      return;
    }
    assert.deepEqual(missing, []);
  });
  if (missing.length > 0) return;
  describe('one at a time', { concurrency: 1 }, () => {
    timed.forEach(register);
  });
  // Most of the time is spent in waiting for packets that never come, so more than one at a time pays.
  describe('several at a time', { concurrency: 4 }, () => {
    untimed.forEach(register);
  });
  describe('many at a time', { concurrency: 8 }, () => {
    waiting.forEach(register);
    for (const network of clientNetworks) {
      test(`real clients fare as foretold: ${network.id}`, { timeout: 120_000 }, async () => {
        assert.deepEqual(await forecastErrors(network), []);
      });
    }
    for (const mend of mends) {
      test(`what the report says to paste mends the path: ${mend.id}`, { timeout: 120_000 }, async () => {
        assert.deepEqual(await mendingErrors(mend), []);
      });
    }
    test(
      'curl hears the end of a slow download only with the keepalive that reports advise',
      { timeout: 120_000 },
      async () => {
        assert.deepEqual(await curlErrors(), []);
      },
    );
    test('a healthy path that loses 5 % of its packets is not called broken', { timeout: 120_000 }, async () => {
      const heard = await checkOverLoss(5, 8);
      assert.equal(heard.length, 8);
      assert.deepEqual(
        heard.filter(({ verdict }) => verdict === 'broken').map(({ headline }) => headline),
        [],
      );
    });
  });
  after(() => {
    process.stdout.write(`${resultTable(results)}\n`);
  });
});
