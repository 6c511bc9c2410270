import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { format } from 'prettier';
import { exampleOf } from '../../src/cli/lab-example.js';
import { rules } from '../../src/rules/index.js';
import { projectRoot } from '../golden.js';
import { causeDocument, causeIndex } from './cause-page.js';

const folder = join(projectRoot, 'docs', 'causes');
const rewriting = process.env['UPDATE_GOLDEN'] === '1';

async function holds(name: string, text: string): Promise<void> {
  const fresh = await format(text, { parser: 'markdown', printWidth: 120 });
  const file = join(folder, name);
  if (rewriting) writeFileSync(file, fresh);
  else
    assert.equal(
      existsSync(file) ? readFileSync(file, 'utf8') : '',
      fresh,
      `docs/causes/${name} is out of date; run npm run docs`,
    );
}

test('docs/causes says what the rules and the lab say today', async () => {
  mkdirSync(folder, { recursive: true });
  for (const rule of rules) await holds(`${rule.id}.md`, causeDocument(rule, await exampleOf(rule)));
  await holds('README.md', causeIndex(rules));
});

test('docs/causes has a page for each finding there is, and no other', () => {
  const expected = ['README.md', ...rules.map(({ id }) => `${id}.md`)].sort();
  if (rewriting) for (const name of readdirSync(folder)) if (!expected.includes(name)) rmSync(join(folder, name));
  assert.deepEqual(readdirSync(folder).sort(), expected);
});
