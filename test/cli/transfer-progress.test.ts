import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchTransfer } from '../../src/cli/transfer-progress.js';
import type { WireEvent } from '../../src/model/transcript.js';

const event = (purpose: 'control' | 'data', operation: 'read' | 'write', text: string, lane = 'plain'): WireEvent => ({
  ...{ seq: 1, lane: `long-transfer/${lane}`, experiment: 'long-transfer', socket: 1, startedMs: 0, finishedMs: 0 },
  ...{ purpose, operation, input: operation === 'write' ? text : '' },
  outcome: { ok: true, value: operation === 'read' ? text : '' },
});

test('a slowed down transfer says how much has come and how long it will take, a quarter at a time', () => {
  let now = 0;
  const watch = watchTransfer(360_000, () => now);
  assert.equal(watch.left(), '');
  assert.equal(watch.heard(event('control', 'read', '213 40000000\r\n')), null);
  assert.equal(
    watch.heard(event('control', 'write', 'RETR pub/big.iso\r\n')),
    'Transfer of pub/big.iso: 40 MB, slowed down to 6:00 min; Ctrl-C tells what is known by then.',
  );
  now = 90_000;
  assert.equal(watch.heard(event('data', 'read', '10000000 bytes, 0 line ends', 'tcp-keepalive')), null);
  assert.equal(
    watch.heard(event('data', 'read', '10000000 bytes, 0 line ends')),
    'Transfer: 10 MB of 40 MB, 4:30 left.',
  );
  assert.equal(watch.heard(event('data', 'read', '1000 bytes, 0 line ends')), null);
  now = 300_000;
  assert.equal(watch.left(), 'transfer: 10 MB of 40 MB, 15:00 left', 'a path slower than the pace is believed');
});

test('a transfer of unknown size and without a pace promises no time', () => {
  const watch = watchTransfer(null, () => 0);
  watch.heard(event('control', 'write', 'RETR a\r\n'));
  watch.heard(event('data', 'read', '2000000 bytes, 0 line ends'));
  assert.equal(watch.left(), 'transfer: 2.00 MB');
});
