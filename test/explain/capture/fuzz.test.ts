import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { explain } from '../../../src/report/build.js';
import { rules } from '../../../src/rules/index.js';
import { fixture, framesOf, itemsOf, pcapngOf } from './frames.js';

/** How many mutated captures are read; `FTPDOCTOR_FUZZ=100000` for the full number. */
const rounds = Number(process.env['FTPDOCTOR_FUZZ'] ?? 2000);
const slowestMs = 2000;
const mostBytes = 300 * 1024 * 1024;

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const names = [
  'passive.pcap',
  'active-alg-client.pcap',
  'explicit-tls.pcap',
  'ipv6.pcap',
  'cooked2.pcap',
  'private-address-client.pcap',
  'range-refused.pcap',
  'passive.pcap.gz',
];
const seeds = [
  ...names.map(fixture),
  fixture('passive.pcapng'),
  pcapngOf(framesOf(fixture('passive.pcap')), { little: false, nano: true }),
];
const telling = [0, 1, 0x7f, 0x80, 0xff, 10, 13, 45];

function mutated(random: (below: number) => number): Buffer {
  let bytes = Buffer.from(seeds[random(seeds.length)] ?? []);
  for (let change = 0, changes = 1 + random(8); change < changes && bytes.length > 0; change++) {
    const at = random(bytes.length);
    const length = random(Math.min(200, bytes.length - at) + 1);
    const kind = random(6);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes[at] = telling[random(telling.length)] ?? 0;
    else if (kind === 2) bytes = bytes.subarray(0, at);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    else bytes.fill(random(256), at, at + length);
  }
  return bytes;
}

test(
  `${rounds} mutated captures are read without a crash, a hang or unbounded memory`,
  { timeout: 30 * 60_000 },
  async () => {
    const before = process.memoryUsage().rss;
    let slowest = 0;
    let sessions = 0;
    for (let seed = 1; seed <= rounds; seed++) {
      const random = seeded(seed);
      const bytes = mutated(random);
      const started = performance.now();
      try {
        for (const item of await itemsOf(bytes, 1 + random(5000))) {
          if (item.kind === 'trouble') assert.match(item.text, /(?:packet|offset) \d/);
          if (item.kind !== 'session') continue;
          sessions++;
          // Judging is slower than reading, so only some are judged.
          if (seed % 10 === 0) explain(item.session.transcript, rules);
          assert.ok(
            item.session.transcript.events.every(
              ({ startedMs, finishedMs }) => startedMs >= 0 && finishedMs >= startedMs,
            ),
          );
        }
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
      slowest = Math.max(slowest, performance.now() - started);
    }
    assert.ok(sessions > rounds / 4, `only ${sessions} of ${rounds} still showed a session`);
    assert.ok(slowest < slowestMs, `one took ${slowest.toFixed(0)} ms`);
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < mostBytes, `memory grew by ${(grown / 1024 / 1024).toFixed(0)} MB`);
  },
);
