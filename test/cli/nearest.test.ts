import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../src/cli/nearest.js';

const known = ['timeout', 'tls', 'tls-insecure', 'port', 'path'];

for (const [given, meant] of [
  ['tiemout', 'timeout'],
  ['timout', 'timeout'],
  ['time', 'timeout'],
  ['prot', 'port'],
  ['pth', 'path'],
  ['tls', 'tls'],
  ['banana', null],
  ['', null],
  ['x'.repeat(1000), null],
] as const) {
  test(`"${given.slice(0, 10)}" most likely means ${meant ?? 'nothing that is known'}`, () => {
    assert.equal(nearest(given, known), meant);
  });
}

test('where nothing is known nothing is near', () => {
  assert.equal(nearest('x', []), null);
});
