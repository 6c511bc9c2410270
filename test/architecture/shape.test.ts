import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { experiments } from '../../src/experiments/index.js';
import { formats } from '../../src/formats/index.js';
import { rules } from '../../src/rules/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'src');

function files(folder: string): string[] {
  return readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function text(file: string): string {
  return readFileSync(join(source, file), 'utf8');
}

/** Folders of which each may import from which others; files directly in `src` tie them together. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  protocol: ['model'],
  knowledge: ['model', 'protocol'],
  network: ['model', 'protocol'],
  session: ['model', 'protocol'],
  experiments: ['model', 'protocol', 'session'],
  observations: ['model', 'protocol', 'knowledge'],
  rules: ['model', 'protocol', 'knowledge'],
  inference: ['model', 'protocol', 'rules'],
  plan: ['model', 'protocol', 'experiments', 'rules', 'inference'],
  report: ['model', 'protocol', 'observations', 'rules', 'knowledge', 'inference', 'plan'],
  formats: ['model', 'protocol'],
  lab: ['model', 'protocol', 'network'],
  reflector: ['model', 'protocol', 'formats'],
};

for (const [folder, others] of Object.entries(allowed)) {
  test(`src/${folder} imports only from ${others.length === 0 ? 'nowhere else' : others.join(', ')}`, () => {
    for (const file of files(folder)) {
      for (const [, target = ''] of text(file).matchAll(/from '((?:\.\.\/)+[^']+)'/g)) {
        const resolved = join(file, '..', target);
        const into = resolved.includes('/') ? (resolved.split('/')[0] ?? '') : '';
        if (into === folder || ((folder === 'report' || folder === 'plan') && into === '')) continue;
        assert.ok(others.includes(into), `${file} imports ${target}`);
      }
    }
  });
}

for (const folder of [
  'protocol',
  'knowledge',
  'observations',
  'rules',
  'inference',
  'plan',
  'report',
  'formats',
  'experiments',
  'session',
]) {
  test(`src/${folder} knows neither the system nor the clock nor chance`, () => {
    for (const file of files(folder)) {
      const found = /from 'node:|\bprocess\.|Date\.now|new Date\(\)|Math\.random|\bsetTimeout|\bperformance\./.exec(
        text(file),
      );
      assert.equal(found, null, `${file}: ${found?.[0] ?? ''}`);
    }
  });
}

function ids(folder: string, marker: RegExp): string[] {
  return files(folder)
    .filter((file) => !file.slice(folder.length + 1).includes('/') && marker.test(text(file)))
    .map((file) => file.slice(folder.length + 1, -3))
    .sort();
}

test('every rule file is in the list under its own name', () => {
  const found = ids('rules', /(export default|return) defineRule\(/);
  assert.deepEqual(rules.map(({ id }) => id).sort(), found);
});

test('every experiment file is in the list under its own name', () => {
  assert.deepEqual(experiments.map(({ id }) => id).sort(), ids('experiments', /export default defineExperiment/));
});

test('every format file is in the list under its own name', () => {
  assert.deepEqual(formats.map(({ id }) => id).sort(), ids('formats', /export default/));
});

test('no file is so long that nobody reads it', () => {
  for (const folder of [...Object.keys(allowed), 'cli']) {
    for (const file of files(folder)) {
      const lines = text(file)
        .split('\n')
        // A list has an import and an entry for each member, and nobody reads it from end to end.
        .filter((line) => !/^import \w+ from|^ {2}\w+,$/.test(line)).length;
      assert.ok(lines <= 300, `${file} has ${lines} lines`);
    }
  }
});
