import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partOf, shardOf } from '../../src/fleet/shard.js';

const target = (host: string, port = 21) =>
  ({ host, port, tls: 'off', user: 'anonymous', password: '', path: '' }) as const;

test('a part is asked for by number, or by the index of a Kubernetes Job', () => {
  assert.deepEqual(shardOf({ shard: '2/8' }, {}), { index: 1, count: 8 });
  assert.equal(shardOf({}, {}), null);
  const words = { targets: 'x' };
  assert.deepEqual(shardOf(words, { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '4' }), { index: 0, count: 4 });
  assert.deepEqual(shardOf({ ...words, 'shard-count': '3' }, { JOB_COMPLETION_INDEX: '2' }), { index: 2, count: 3 });
  assert.deepEqual(shardOf({ ...words, shard: '1/1' }, { JOB_COMPLETION_INDEX: '2' }), { index: 0, count: 1 });
  assert.equal(shardOf({}, { JOB_COMPLETION_INDEX: '2' }), null, 'a single check inside a Job is whole');
});

test('a part that cannot be is refused, and so is an index of which nobody says of how many', () => {
  for (const shard of ['0/4', '5/4', '4', 'a/b', '1/0', '1/4/2', '-1/4'])
    assert.throws(() => shardOf({ shard }, {}), /K\/N/);
  const words = { targets: 'x' };
  assert.throws(() => shardOf(words, { JOB_COMPLETION_INDEX: '1' }), /JOB_COMPLETIONS/);
  assert.throws(() => shardOf(words, { JOB_COMPLETION_INDEX: '4', JOB_COMPLETIONS: '4' }), /0 to 3/);
  assert.throws(() => shardOf({ ...words, 'shard-count': '4' }, {}), /not set/);
  assert.throws(() => shardOf({ shard: '1/2', 'shard-count': '2' }, {}), /leave --shard-count out/);
});

test('each target falls in one part, which does not depend on the others or on how its name is written', () => {
  const parts = Array.from({ length: 1000 }, (_, at) => partOf(target(`ftp${at}.example.com`), 4));
  const sizes = [0, 1, 2, 3].map((part) => parts.filter((one) => one === part).length);
  for (const size of sizes) assert.ok(size > 180 && size < 320, `parts of ${sizes.join(', ')}`);
  // These numbers are a promise: results of yesterday's parts must fit today's.
  assert.deepEqual(parts.slice(0, 8), [partOf(target('FTP0.example.com'), 4), ...parts.slice(1, 8)]);
  assert.deepEqual([partOf(target('ftp.example.com'), 8), partOf(target('192.0.2.1', 2121), 8)], [7, 1]);
});
