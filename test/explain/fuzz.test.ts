import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inputOf } from '../../src/explain/input.js';
import { linesOf } from '../../src/explain/log/lines.js';
import { readSource } from '../../src/explain/read-source.js';
import { readers } from '../../src/explain/readers/index.js';
import { cases } from './cases.js';
import { explainBytes, fixture } from './fixtures.js';
import { mutate, seeded } from './mutate.js';

/** Mutations of each format; `EXPLAIN_FUZZ=100000` runs the long course. */
const rounds = Number(process.env['EXPLAIN_FUZZ'] ?? 60);
const formats = [...new Set(cases.map(([, format]) => format))];

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

for (const format of formats) {
  test(`${rounds} mutated logs of ${format} are read without a crash or an unjudged session`, async () => {
    const reader = readers.find(({ id }) => id === format);
    assert.ok(reader !== undefined);
    const originals = cases
      .filter((one) => one[1] === format)
      .map(([file]) => readFileSync(fixture(file)).subarray(0, 12_000));
    for (let round = 0; round < rounds; round++) {
      const random = seeded(round + 1);
      const bytes = mutate(originals[round % originals.length] ?? new Uint8Array(), random);
      // Once by recognition, once forced upon the reader although it may not know it any more.
      const { source } = await readSource(await inputOf('fuzz', 'fuzz', once(bytes)), 0, () => false);
      assert.ok(
        source.troubles.every((text) => !/could not be (?:judged|read)/.test(text)),
        `seed ${round + 1}: ${source.troubles.join('; ')}`,
      );
      let items = 0;
      for await (const item of reader.read(once(bytes), 'fuzz')) items += item.kind === 'session' ? 1 : 0;
      assert.ok(items <= 1000);
    }
  });
}

test('mutated saved reports are refused or judged, never a crash', async () => {
  const { documentOf } = await import('../../src/explain/explanation.js');
  const { explainFixtures } = await import('./fixtures.js');
  const saved = new TextEncoder().encode(JSON.stringify(documentOf(await explainFixtures('written/pure-ftpd.log'))));
  for (let round = 0; round < rounds; round++) {
    const explanation = await explainBytes(mutate(saved, seeded(round + 1)));
    assert.ok(['healthy', 'degraded', 'broken', 'inconclusive'].includes(explanation.verdict));
  }
});

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
