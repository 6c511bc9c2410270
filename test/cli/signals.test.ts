import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interrupted, onInterrupt, takeSignals } from '../../src/cli/signals.js';

test('the first signal is told to the check that runs now, the second one leaves', (t) => {
  const exit = t.mock.method(process, 'exit', () => undefined as never);
  const before = process.listeners('SIGINT');
  takeSignals();
  t.after(() => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      for (const one of process.listeners(signal)) if (!before.includes(one)) process.off(signal, one);
    }
  });
  const told: string[] = [];
  onInterrupt(() => told.push('over'))();
  onInterrupt(() => told.push('outer'));
  onInterrupt(() => told.push('inner'));
  assert.equal(interrupted(), false);
  process.emit('SIGINT');
  assert.deepEqual([told, interrupted(), exit.mock.callCount()], [['inner'], true, 0]);
  process.emit('SIGTERM');
  assert.deepEqual(told.slice(0, 1), ['inner']);
  assert.deepEqual(
    exit.mock.calls.map((call) => call.arguments),
    [[3]],
  );
});
