import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../../src/cli/usage-error.js';
import { duration, modes, port, portRange, wholeNumber } from '../../src/cli/values.js';

for (const [text, ms] of [
  ['8s', 8000],
  ['500ms', 500],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['8', 8000],
  ['1.5s', 1500],
  ['0.25', 250],
  ['1.6ms', 2],
  [' 3s ', 3000],
] as const) {
  test(`the duration "${text}" is ${ms} ms`, () => {
    assert.equal(duration('timeout', text), ms);
  });
}

for (const text of [
  '0',
  '0s',
  '0.0001',
  '-5',
  '-5s',
  'abc',
  '8 s',
  '8sec',
  '1e3',
  '',
  's',
  '.5s',
  '1,5s',
  'Infinity',
]) {
  test(`the duration "${text}" is refused`, () => {
    assert.throws(() => duration('timeout', text), /--timeout .* write for example 8s, 500ms or 2m/);
  });
}

test('a duration that Node cannot wait for is refused, since it would be over at once', () => {
  assert.throws(() => duration('deadline', '36000m'), UsageError);
  assert.throws(() => duration('deadline', '600h'), UsageError);
  assert.equal(duration('deadline', '500h'), 1_800_000_000);
});

test('a range is two ports from low to high, or one', () => {
  assert.deepEqual(portRange('active-ports', '50000-50100'), { low: 50_000, high: 50_100 });
  assert.deepEqual(portRange('active-ports', '50000 - 50100'), { low: 50_000, high: 50_100 });
  assert.deepEqual(portRange('active-ports', '50000'), { low: 50_000, high: 50_000 });
});

for (const text of ['', '-', '1-', '-1', '1-2-3', '0-5', '5-70000', 'a-b', '50000:50100']) {
  test(`the range "${text}" is refused`, () => {
    assert.throws(() => portRange('active-ports', text), UsageError);
  });
}

test('a range that runs backwards is told the right way round', () => {
  assert.throws(() => portRange('expect-range', '9-5'), /write 5-9/);
});

test('a port is a whole number from 1 to 65535', () => {
  assert.equal(port('--port', '21'), 21);
  for (const text of ['0', '65536', '2e1', '+21', '21.0', '0x15', '']) assert.throws(() => port('--port', text));
});

test('modes are named in any case, and one named twice counts once', () => {
  assert.deepEqual(modes('modes', 'pasv,EPSV, port,pasv'), ['PASV', 'EPSV', 'PORT']);
});

test('a word that is no mode is named', () => {
  assert.throws(() => modes('require', 'pasv,pasive'), /--require: "pasive" is not a mode; choose from pasv, epsv/);
  assert.throws(() => modes('require', 'pasv,'), UsageError);
});

test('a whole number lies between its bounds', () => {
  assert.equal(wholeNumber('samples', '64', 1, 64), 64);
  for (const text of ['0', '65', '1.5', '-1', 'x', '']) {
    assert.throws(() => wholeNumber('samples', text, 1, 64), /whole number from 1 to 64/);
  }
});
