import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, longestLine } from '../../src/explain/log/lines.js';
import { readers } from '../../src/explain/readers/index.js';
import { pieces } from '../fuzz/kind.js';
import { collectGarbage } from '../support/garbage.js';

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
      await reader.read(once(new TextEncoder().encode(text)), 'hostile', () => undefined);
      const spentMs = (process.cpuUsage().user - started) / 1000;
      assert.ok(spentMs < 1500, `${reader.id} took ${spentMs} ms for lines of ${JSON.stringify(piece)}`);
    }
  }
});

test('the lines of a file do not depend on the pieces it comes in', async () => {
  const text = `a\r\n\r\nb\rc\r\r\n\u00fc\u{1f511}\n${'x'.repeat(longestLine)}\r\n${'y'.repeat(longestLine + 1)}\r\nz\r`;
  // At the end the beginning of a character whose rest never comes.
  const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0x0a, 0xc3, 0x62, 0x62])]);
  const inPieces = async (size: number): Promise<unknown> => {
    const lines: string[] = [];
    const long: number[] = [];
    for await (const batch of linesOf(pieces(bytes, size), (line) => long.push(line))) lines.push(...batch.lines);
    return { lines, long };
  };
  const whole = await inPieces(bytes.length);
  const lines = [
    'a',
    '',
    'b\rc\r',
    '\u00fc\u{1f511}',
    'x'.repeat(longestLine),
    'y'.repeat(longestLine),
    'z',
    '\ufffdbb',
  ];
  assert.deepEqual(whole, { lines, long: [6] });
  for (const size of [1, 2, 3, 5, 7, longestLine, longestLine + 17])
    assert.deepEqual(await inPieces(size), whole, String(size));
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

test('a line that is kept does not keep alive the chunk it came in', async () => {
  for (const [name, letter] of [
    ['ASCII', 'x'],
    ['UTF-8', '\u00fc'],
  ] as const) {
    const chunk = Buffer.from(`${'a line that matters '.repeat(2)}\n${`${letter.repeat(100)}\n`.repeat(10_000)}`);
    async function* many(): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < 100; n++) yield await Promise.resolve(chunk);
    }
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const kept: string[] = [];
    for await (const { lines } of linesOf(many())) kept.push(lines[0] ?? '');
    collectGarbage();
    assert.equal(kept.length, 100);
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 5_000_000, `${name}: ${grown} bytes more for 100 lines`);
  }
});
