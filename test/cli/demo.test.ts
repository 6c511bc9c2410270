import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

test('the demo diagnoses the lab as it deserves, and says so by its exit code', () => {
  const demo = join(import.meta.dirname, '..', 'demo.js');
  const { status, stdout } = spawnSync(process.execPath, [demo], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  assert.match(stdout, /10\.0\.0\.10/);
});
