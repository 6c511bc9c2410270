import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../src/model/network.js';
import { createEar } from '../../src/network/heard-enough.js';

/** A connection that always has so many bytes to say. */
function saying(size: number): Connection {
  const nowhere = { host: '192.0.2.1', port: 21 };
  const unasked = (): never => assert.fail('only reading was asked for');
  return {
    ...{ local: nowhere, remote: nowhere, write: unasked, secure: unasked, keepAlive: unasked, sendQueue: unasked },
    read: () => Promise.resolve({ ok: true, value: new Uint8Array(size) }),
    close: unasked,
  };
}

/** How many reads are answered before the ear has heard enough, with a command sent before each where `asking`. */
async function heard(size: number, asking: boolean): Promise<number> {
  const ear = createEar();
  for (let reads = 0; reads < 30_000; reads++) {
    if (asking) ear.asked();
    const outcome = await ear.read(saying(size), 1000);
    if (outcome.ok) continue;
    assert.deepEqual([outcome.failure.kind, /sent more than a check/.test(outcome.failure.detail)], ['unknown', true]);
    return reads;
  }
  return Number.POSITIVE_INFINITY;
}

test('a flood is listened to for 4 MiB, or for 5000 pieces', async () => {
  assert.equal(await heard(1 << 14, false), 256);
  assert.equal(await heard(1, false), 5000);
});

test('answers to a day of questions are all heard, and a flood between them is not', async () => {
  assert.equal(await heard(40, true), Number.POSITIVE_INFINITY);
  assert.ok((await heard(1 << 14, true)) < 300);
});
