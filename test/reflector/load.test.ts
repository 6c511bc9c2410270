import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isMet } from '../../bench/page.js';
import row from '../../bench/rows/reflector.js';
import { projectRoot } from '../golden.js';

test(
  'with 500 sessions at once, slow-loris and garbage among them, memory is bounded and a new session is served',
  { skip: row.missing() || false, timeout: 120_000 },
  async () => {
    // A session that is not served fails the row itself; how fast it is served, the bench says.
    const { goals } = await row.run();
    const bounds = goals.filter(({ unit }) => unit === 'MB');
    assert.equal(bounds.length, 1);
    assert.deepEqual(
      bounds.filter((goal) => !isMet(goal)),
      [],
    );
  },
);

test('the far end opens no file and starts no program', () => {
  const folder = join(projectRoot, 'src/reflector');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  assert.ok(names.length > 10);
  for (const name of names) {
    const reaching = /from '(?:node:)?(?:fs|child_process|worker_threads|module)\b|\bimport\(|\brequire\(/;
    assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), reaching, name);
  }
});
