import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deal, keptEveryMs, restsUpTo, rungsUpTo } from '../../src/experiments/idle-plan.js';

const seconds = (limit: number): number[] => rungsUpTo(limit * 1000).map((ms) => ms / 1000);

test('a long limit brings the times after which boxes are known to forget, and the limit itself', () => {
  assert.deepEqual(seconds(600), [30, 60, 120, 240, 300, 350, 400, 600]);
  assert.deepEqual(seconds(500), [30, 60, 120, 240, 300, 350, 400, 500]);
});

test('a short limit brings its quarter, its half and itself', () => {
  assert.deepEqual(seconds(20), [5, 10, 20]);
  assert.deepEqual(seconds(8), [2, 4, 8]);
});

test('what is kept alive is heard of at least twice before the first rung ends', () => {
  assert.equal(keptEveryMs(600_000), 15_000);
  assert.equal(keptEveryMs(20_000), 2000);
  assert.equal(keptEveryMs(4000), 1000);
});

test('each rest is dealt out once, whatever number of sessions the server admits, and rungs go up', () => {
  const rests = restsUpTo(600_000);
  for (let width = 1; width <= rests.length; width++) {
    const shares = deal(rests, width);
    assert.equal(shares.length, width);
    assert.deepEqual(
      shares
        .flat()
        .map(({ name }) => name)
        .sort(),
      rests.map(({ name }) => name).sort(),
    );
    for (const share of shares) {
      const rungs = share.filter(({ kept }) => kept === 'nothing').map(({ restMs }) => restMs);
      assert.deepEqual(
        rungs,
        rungs.toSorted((a, b) => a - b),
      );
    }
  }
});
