import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolverOptions } from '../../src/network/system-names.js';

for (const [timeoutMs, servers, options] of [
  [10_000, 1, 'timeout:5 attempts:2'],
  [10_000, 3, 'timeout:1 attempts:2'],
  [5000, 0, 'timeout:2 attempts:2'],
  [1000, 1, 'timeout:1 attempts:1'],
  [200, 3, 'timeout:1 attempts:1'],
  [600_000, 1, 'timeout:30 attempts:2'],
] as const)
  test(`with ${servers} name servers and ${timeoutMs} ms the resolver is told ${options}`, () => {
    assert.equal(resolverOptions(timeoutMs, servers), options);
  });
