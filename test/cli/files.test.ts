import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertWritable, writeWhole } from '../../src/cli/files.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { folderFor } from './program.js';

const posix = process.platform === 'win32' ? { skip: 'this system has no devices in its file tree' } : {};

test('a file is replaced as a whole, and nothing is left beside it', (t) => {
  const folder = folderFor(t);
  const file = join(folder, 'report.json');
  for (const text of ['first', 'second, and longer', 'x']) {
    assertWritable('output', file);
    writeWhole(file, text);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
  assert.deepEqual(readdirSync(folder), ['report.json']);
});

test('asking whether a file can be written makes none', (t) => {
  const folder = folderFor(t);
  assertWritable('output', join(folder, 'new'));
  assert.deepEqual(readdirSync(folder), []);
});

test('a file keeps its permissions, and a link stays a link', posix, (t) => {
  const folder = folderFor(t);
  const file = join(folder, 'real');
  writeFileSync(file, 'old');
  chmodSync(file, 0o600);
  symlinkSync('real', join(folder, 'link'));
  writeWhole(join(folder, 'link'), 'new');
  assert.equal(readFileSync(file, 'utf8'), 'new');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).sort(), ['link', 'real']);
});

test('a device is written to, never replaced', posix, () => {
  assertWritable('output', '/dev/null');
  writeWhole('/dev/null', 'text');
  assert.ok(statSync('/dev/null').isCharacterDevice());
});

test('a file that cannot be written is named with what to do', (t) => {
  const folder = folderFor(t);
  mkdirSync(join(folder, 'dir'));
  writeFileSync(join(folder, 'file'), '');
  for (const [name, complaint] of [
    ['dir', /--output: .*dir is a directory; name a file/],
    ['none/x', /there is no folder .*none; make it/],
    ['file/x', /has a file where a folder should be/],
  ] as const) {
    assert.throws(
      () => {
        assertWritable('output', join(folder, name));
      },
      (error) => error instanceof UsageError && complaint.test(error.message),
    );
  }
});

test('what could not be written leaves the old file and nothing beside it', (t) => {
  const folder = folderFor(t);
  mkdirSync(join(folder, 'dir'));
  assert.throws(() => {
    writeWhole(join(folder, 'none', 'x'), 'text');
  });
  assert.deepEqual(readdirSync(folder), ['dir']);
});
