import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedule } from '../../src/fleet/schedule.js';

interface Piece {
  readonly server: string;
  readonly name: string;
}

const never = new AbortController().signal;

/** Work that ends when it is told to, and what was seen of it. */
function bench(): {
  readonly work: (piece: Piece) => Promise<void>;
  readonly running: Set<Piece>;
  readonly order: string[];
  readonly end: (name: string) => Promise<void>;
} {
  const running = new Set<Piece>();
  const ends = new Map<string, () => void>();
  const order: string[] = [];
  return {
    running,
    order,
    work(piece) {
      running.add(piece);
      order.push(piece.name);
      return new Promise((resolve) => {
        ends.set(piece.name, () => {
          running.delete(piece);
          resolve();
        });
      });
    },
    async end(name) {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

const piece = (name: string, server = name): Piece => ({ name, server });
const names = (running: Set<Piece>): string[] => [...running].map(({ name }) => name).sort();
const server = (one: Piece): string => one.server;

test('no more items are under way than the concurrency allows, and the next begins when one ends', async () => {
  const { work, running, end } = bench();
  const all = schedule(
    ['a', 'b', 'c'].map((name) => piece(name)),
    { concurrency: 2, perServer: 1 },
    server,
    work,
    never,
  );
  assert.deepEqual(names(running), ['a', 'b']);
  await end('a');
  assert.deepEqual(names(running), ['b', 'c']);
  await end('b');
  await end('c');
  await all;
});

test('a server is asked one session at a time, and who waits for it lets the others pass', async () => {
  const { work, running, order, end } = bench();
  const items = [piece('a1', 'a'), piece('a2', 'a'), piece('a3', 'a'), piece('b')];
  const all = schedule(items, { concurrency: 3, perServer: 1 }, server, work, never);
  assert.deepEqual(names(running), ['a1', 'b']);
  await end('a1');
  assert.deepEqual(names(running), ['a2', 'b']);
  await end('b');
  assert.deepEqual(names(running), ['a2']);
  await end('a2');
  await end('a3');
  await all;
  assert.deepEqual(order, ['a1', 'b', 'a2', 'a3']);
});

test('a server takes as many sessions as it is allowed', async () => {
  const { work, running, end } = bench();
  const items = [piece('a1', 'a'), piece('a2', 'a'), piece('a3', 'a')];
  const all = schedule(items, { concurrency: 9, perServer: 2 }, server, work, never);
  assert.deepEqual(names(running), ['a1', 'a2']);
  for (const name of ['a1', 'a2', 'a3']) await end(name);
  await all;
});

test('after the signal none begins, and those under way are waited for', async () => {
  const { work, order, end } = bench();
  const stop = new AbortController();
  const all = schedule(
    ['a', 'b'].map((name) => piece(name)),
    { concurrency: 1, perServer: 1 },
    server,
    work,
    stop.signal,
  );
  stop.abort();
  await end('a');
  await all;
  assert.deepEqual(order, ['a']);
});

test('a fault of the work is thrown when the others have ended', async () => {
  const ended: string[] = [];
  await assert.rejects(
    schedule(
      [piece('bad'), piece('good')],
      { concurrency: 2, perServer: 1 },
      server,
      async ({ name }) => {
        await new Promise(setImmediate);
        if (name === 'bad') throw new Error('a fault of ours');
        ended.push(name);
      },
      never,
    ),
    /a fault of ours/,
  );
  assert.deepEqual(ended, ['good']);
});

test('a hundred thousand items of one server take no more than linear time', { timeout: 20_000 }, async () => {
  let count = 0;
  const items = Array.from({ length: 100_000 }, (_, at) => piece(String(at), 'one'));
  await schedule(
    items,
    { concurrency: 50, perServer: 1 },
    server,
    () => {
      count++;
      return Promise.resolve();
    },
    never,
  );
  assert.equal(count, 100_000);
});
