import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createClock } from '../../src/lab/clock.js';

test('events run in order of time, and at one moment in the order they were set', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), async (delays) => {
      const clock = createClock();
      const ran: [number, number][] = [];
      for (const [index, delay] of delays.entries()) clock.after(delay, () => ran.push([clock.now(), index]));
      await clock.settle();
      const wanted = delays.map((delay, index): [number, number] => [delay, index]);
      assert.deepEqual(
        ran,
        wanted.toSorted(([at, index], [otherAt, other]) => at - otherAt || index - other),
      );
    }),
  );
});

test('whoever an event wakes has had a turn before time moves on', async () => {
  const clock = createClock();
  const seen: number[] = [];
  clock.after(11, () => seen.push(-1));
  await clock.pause(10);
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  seen.push(clock.now());
  await clock.pause(5);
  assert.deepEqual(seen, [10, -1]);
});

test('time stands still while nobody waits', async () => {
  const clock = createClock();
  let ran = false;
  clock.after(1, () => (ran = true));
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([clock.now(), ran], [0, false]);
  await clock.pause(2);
  assert.deepEqual([clock.now(), ran], [2, true]);
});

test('an appointment called off does not run, nor does settling wait for it', async () => {
  const clock = createClock();
  const ran: string[] = [];
  const callOff = clock.after(1_000_000, () => ran.push('called off'));
  clock.after(3, () => ran.push('kept'));
  callOff();
  await clock.settle();
  assert.deepEqual([ran, clock.now()], [['kept'], 3]);
});

test('an answer counts once: the first one, or the late one after exactly the time allowed', async () => {
  const clock = createClock();
  const answered = await clock.within(
    100,
    (answer) => {
      clock.after(99, () => {
        answer('in time');
      });
    },
    () => 'late',
  );
  assert.deepEqual([answered, clock.now()], ['in time', 99]);
  const late = await clock.within(
    100,
    (answer) => {
      clock.after(101, () => {
        answer('in time');
      });
    },
    () => 'late',
  );
  assert.deepEqual([late, clock.now()], ['late', 199]);
});

test('waits that overlap pass together, not one after another', async () => {
  const clock = createClock();
  await Promise.all([clock.pause(300), clock.pause(500), clock.pause(400)]);
  assert.equal(clock.now(), 500);
});
