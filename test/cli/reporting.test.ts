import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { outputsOf, reportingOf } from '../../src/cli/reporting.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { folderFor } from './program.js';

const pairs = (ids: readonly string[], files: readonly string[]): (string | null)[][] =>
  outputsOf(ids, files).map(({ format, file }) => [format.id, file]);

test('without options the report is for people, on standard output', () => {
  assert.deepEqual(pairs([], []), [['pretty', null]]);
});

test('the Nth file belongs to the Nth format, and a format without a file goes to standard output', () => {
  assert.deepEqual(pairs(['json', 'JUNIT', 'nagios'], ['a', 'b']), [
    ['json', 'a'],
    ['junit', 'b'],
    ['nagios', null],
  ]);
  assert.deepEqual(pairs([], ['a']), [['pretty', 'a']]);
  assert.deepEqual(pairs(['pretty', 'json'], ['-', 'a']), [
    ['pretty', null],
    ['json', 'a'],
  ]);
});

test('a file without a format of its own is refused', () => {
  assert.throws(() => outputsOf(['json'], ['a', 'b']), /--output "b" has no --format of its own/);
});

test('a format that does not exist is refused, and the nearest is named', () => {
  assert.throws(() => outputsOf(['jsno'], []), /--format "jsno" is unknown; did you mean json\?/);
  assert.throws(() => outputsOf(['banana'], []), /choose from pretty, json, ndjson/);
});

test('two texts do not go into one file', (t) => {
  const file = join(folderFor(t), 'x');
  assert.throws(() => reportingOf({ format: ['json', 'junit'], output: [file, file] }), /two texts for the file/);
  assert.throws(() => reportingOf({ output: file, record: file }), UsageError);
});

test('quiet and verbose exclude each other', () => {
  assert.throws(() => reportingOf({ quiet: true, verbose: true }), /exclude each other/);
});

test('colour is left to the terminal unless it is switched off', () => {
  assert.equal(reportingOf({}).flags.colour, null);
  assert.equal(reportingOf({ 'no-color': true }).flags.colour, false);
});
