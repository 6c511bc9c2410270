import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputsOf, reportingOf } from '../../src/cli/reporting.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { folderFor } from './program.js';

const pairs = async (ids: readonly string[], files: readonly string[]): Promise<(string | null)[][]> =>
  (await outputsOf(ids, files)).map(({ format, file }) => [format.id, file]);

test('without options the report is for people, on standard output', async () => {
  assert.deepEqual(await pairs([], []), [['pretty', null]]);
});

test('the Nth file belongs to the Nth format, and a format without a file goes to standard output', async () => {
  assert.deepEqual(await pairs(['json', 'JUNIT', 'nagios'], ['a', 'b']), [
    ['json', 'a'],
    ['junit', 'b'],
    ['nagios', null],
  ]);
  assert.deepEqual(await pairs([], ['a']), [['pretty', 'a']]);
  assert.deepEqual(await pairs(['pretty', 'json'], ['-', 'a']), [
    ['pretty', null],
    ['json', 'a'],
  ]);
});

test('a file without a format of its own is refused', async () => {
  await assert.rejects(() => outputsOf(['json'], ['a', 'b']), /--output "b" has no --format of its own/);
});

test('a format that does not exist is refused, and the nearest is named', async () => {
  await assert.rejects(() => outputsOf(['jsno'], []), /--format "jsno" is unknown; did you mean json\?/);
  await assert.rejects(() => outputsOf(['banana'], []), /choose from pretty, json, ndjson/);
});

test('two texts do not go into one file', async (t) => {
  const file = join(folderFor(t), 'x');
  await assert.rejects(
    () => reportingOf({ format: ['json', 'junit'], output: [file, file] }),
    /two texts for the file/,
  );
  await assert.rejects(() => reportingOf({ output: file, record: file }), UsageError);
});

test('quiet and verbose exclude each other', async () => {
  await assert.rejects(() => reportingOf({ quiet: true, verbose: true }), /exclude each other/);
});

test('colour is left to the terminal unless it is switched off', async () => {
  assert.equal((await reportingOf({})).flags.colour, null);
  assert.equal((await reportingOf({ 'no-color': true })).flags.colour, false);
});
