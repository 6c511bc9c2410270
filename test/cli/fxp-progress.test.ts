import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchFxp } from '../../src/cli/fxp-progress.js';
import type { WireEvent } from '../../src/model/transcript.js';

const event = (lane: string, operation: 'read' | 'write', text: string): WireEvent => ({
  ...{ seq: 1, lane, experiment: 'to-passive', socket: 1, purpose: 'control', startedMs: 0, finishedMs: 0 },
  ...{ operation, input: operation === 'write' ? text : '' },
  outcome: { ok: true, value: operation === 'read' ? text : '' },
});

test('a transfer between two servers says how much has arrived, in ever fewer lines, and begins anew for each way', () => {
  let now = 1000;
  const watch = watchFxp(() => now);
  const asked = (bytes: number, way = 'to'): string | null =>
    watch.heard(event(`to/${way}-passive-watch`, 'read', `213 ${bytes}\r\n`));
  watch.heard(event('from/to-passive', 'write', 'RETR big.iso\r\n'));
  watch.heard(event('from/to-passive', 'read', '150 Opening BINARY mode data connection (40000000 bytes).\r\n'));
  assert.equal(watch.left(), '');
  now += 10_000;
  assert.equal(asked(10_000_000), 'From server to server: 10 MB of 40 MB, 0:30 left.');
  now += 8000;
  assert.equal(asked(18_000_000), null);
  assert.equal(watch.left(), 'from server to server: 18 MB of 40 MB, 0:22 left');
  now += 8000;
  assert.match(asked(26_000_000) ?? '', /^From server to server: 26 MB/);
  watch.heard(event('to/to-passive-watch', 'write', 'QUIT\r\n'));
  assert.equal(watch.left(), '');
  watch.heard(event('from/from-passive', 'write', 'RETR big.iso\r\n'));
  now += 5000;
  assert.equal(asked(5_000_000, 'from'), 'From server to server: 5.00 MB.');
});
