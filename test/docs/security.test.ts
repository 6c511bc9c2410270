import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { format } from 'prettier';
import { courseFile, courseTable, readCourse } from '../fuzz/course.js';
import { projectRoot } from '../golden.js';
import { kinds } from '../fuzz/kinds/index.js';

const file = join(projectRoot, 'docs/security.md');
const page = readFileSync(file, 'utf8');

/** Every link of a page of the project, with its text on one line. */
function linksOf(name: string): { text: string; to: string; file: string }[] {
  const source = readFileSync(join(projectRoot, name), 'utf8');
  return [...source.matchAll(/\[([^\]]+)\]\((?!https?:)([^)\s]+)\)/g)].map(([, text = '', to = '']) => ({
    text: text.replaceAll(/\s+/g, ' '),
    to,
    file: join(projectRoot, dirname(name), to),
  }));
}

test('every promise of docs/security.md is held by a test that exists under that title', () => {
  const tests = linksOf('docs/security.md').filter(({ to }) => to.startsWith('../test/'));
  assert.ok(tests.length > 40, String(tests.length));
  for (const { text, to, file } of tests) {
    assert.ok(existsSync(file), `${to} is not there`);
    assert.ok(readFileSync(file, 'utf8').includes(text), `${to} has no test "${text}"`);
  }
  // A paragraph of a list is a promise; the first list says what is protected.
  const promises = page
    .slice(page.indexOf('## A hostile server'), page.indexOf('## Fuzzing'))
    .split(/\n(?=- |\n)/)
    .filter((part) => part.startsWith('- '));
  assert.ok(promises.length > 25);
  for (const promise of promises) assert.match(promise, /\(\.\.\/test\/[^)]+\.ts\)/, promise);
});

test('the tests that were made for hostile servers, files and clients are all linked from docs/security.md', () => {
  const made = ['hostile', 'fuzz', 'faults', 'supply'].flatMap((folder) =>
    readdirSync(join(projectRoot, 'test', folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `../test/${folder}/${name}`),
  );
  assert.ok(made.length > 6);
  for (const file of made) assert.ok(page.includes(`(${file})`), file);
});

test('what the security pages link to is there', () => {
  for (const name of ['SECURITY.md', 'docs/security.md'])
    for (const { to, file } of linksOf(name)) assert.ok(existsSync(file), `${name}: ${to}`);
});

test('docs/security.md has the figures of the long course: a hundred thousand inputs of each kind or more, none lost', async () => {
  const course = readCourse(courseFile);
  const [start, end] = ['<!-- fuzz figures -->', '<!-- /fuzz figures -->'];
  const [before = '', rest = ''] = page.split(start);
  const after = rest.slice(rest.indexOf(end));
  const fresh = `${before}${start}\n\n${courseTable(course, kinds)}\n\n${after}`;
  const formatted = await format(fresh, { parser: 'markdown', printWidth: 120 });
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, formatted);
  else assert.equal(page, formatted, 'docs/security.md is out of date; run npm run docs');
  for (const [kind, { tried, read, refused }] of Object.entries(course)) {
    assert.ok(tried >= 100_000, `${kind}: ${tried}`);
    assert.equal(read + refused, tried, kind);
  }
  // A reader of one more kind of log may be younger than the course.
  const missing = kinds.filter(({ id }) => !id.startsWith('log-') && course[id] === undefined);
  assert.deepEqual(missing, []);
});
