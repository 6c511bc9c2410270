import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../../src/explain/log/lines.js';
import { readers } from '../../src/explain/readers/index.js';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

test('reading time grows with the length of a hostile line and not with its square', async () => {
  const hostile = ['(', ' ', '<', '> ', '227 ', 'Status: ', '[', '"', '- (', 'a:', '0,', '| '];
  for (const piece of hostile) {
    const line = piece.repeat(Math.floor(16_000 / piece.length));
    const text = `${line}\n`.repeat(20);
    for (const reader of readers) {
      const started = process.cpuUsage().user;
      const items = [];
      for await (const item of reader.read(once(new TextEncoder().encode(text)), 'hostile')) items.push(item);
      const spentMs = (process.cpuUsage().user - started) / 1000;
      assert.ok(spentMs < 1500, `${reader.id} took ${spentMs} ms for lines of ${JSON.stringify(piece)}`);
    }
  }
});

test('an endless line is kept to its cap while it is read', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < 2000; n++) yield await Promise.resolve(new Uint8Array(65_536).fill(120));
  }
  const before = process.memoryUsage().heapUsed;
  let lines = 0;
  for await (const batch of linesOf(endless())) lines += batch.lines.length;
  assert.equal(lines, 1);
  assert.ok(process.memoryUsage().heapUsed - before < 64 * 1024 * 1024);
});
