import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { givenPassword, passwordFor, type Login } from '../../src/cli/password.js';
import { firstLineOf } from '../../src/cli/standard-input.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { folderFor } from './program.js';

const nothing: Login = { host: 'h', user: 'joe', url: null, given: null, env: undefined, netrc: null };

test('a password is taken from the target, then the options, then the environment, then .netrc', () => {
  const all: Login = { ...nothing, url: 'url', given: 'given', env: 'env', netrc: 'netrc' };
  assert.equal(passwordFor(all), 'url');
  assert.equal(passwordFor({ ...all, url: null }), 'given');
  assert.equal(passwordFor({ ...all, url: null, given: null }), 'env');
  assert.equal(passwordFor({ ...all, url: null, given: null, env: '' }), 'netrc');
});

test('an empty password counts where it was meant: in the target and in .netrc', () => {
  assert.equal(passwordFor({ ...nothing, url: '' }), '');
  assert.equal(passwordFor({ ...nothing, netrc: '' }), '');
});

test('a user without a password is told all the ways to give one', () => {
  assert.throws(
    () => passwordFor(nothing),
    /no password for user "joe" on h; give it with --password-file FILE, --password-stdin, FTPDOCTOR_PASSWORD or \.netrc/,
  );
});

test('an anonymous login sends a courtesy, and never a password from the environment', () => {
  for (const user of [null, 'anonymous', 'ftp', 'Anonymous']) {
    assert.equal(passwordFor({ ...nothing, user, env: 's3cret' }), 'ftpdoctor@');
  }
});

test('anonymous may be given a password of its own, but a password needs a user', () => {
  assert.equal(passwordFor({ ...nothing, user: 'anonymous', given: 'me@example.com' }), 'me@example.com');
  assert.throws(() => passwordFor({ ...nothing, user: null, given: 'pw' }), /add --user NAME/);
});

test('a password that would end the command line is refused without being shown', () => {
  for (const login of [
    { ...nothing, env: 's3cret\r\nQUIT' },
    { ...nothing, netrc: 's3cret\n' },
    { ...nothing, env: 's3cret\0' },
  ]) {
    assert.throws(
      () => passwordFor(login),
      (error) => error instanceof UsageError && !error.message.includes('s3cret'),
    );
  }
});

for (const [what, content, password] of [
  ['one line', 's3cret\n', 's3cret'],
  ['a line with CR LF', 's3cret\r\n', 's3cret'],
  ['a line without an end', 's3cret', 's3cret'],
  ['several lines', 's3cret\nsecond\n', 's3cret'],
  ['blanks at both ends', ' s3 cret \n', ' s3 cret '],
  ['a byte order mark', '\ufeffs3cret\n', 's3cret'],
  ['letters beyond ASCII', 'pässwörd\n', 'pässwörd'],
  ['a first line before a long rest', `s3cret\n${'ü'.repeat(5000)}`, 's3cret'],
] as const) {
  test(`of a password file with ${what} the first line is the password`, async (t) => {
    const file = join(folderFor(t), 'pw');
    writeFileSync(file, content);
    assert.equal(await givenPassword({ 'password-file': file }), password);
  });
}

test('a password file that cannot be used is named with what to do', async (t) => {
  const folder = folderFor(t);
  const written = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'dir'));
  const bad: readonly (readonly [file: string, complaint: RegExp])[] = [
    [join(folder, 'none'), /none does not exist \(ENOENT\); give a file whose first line is the password/],
    [join(folder, 'dir'), /dir is a directory; give a file/],
    [written('empty', ''), /is empty; its first line must be the password/],
    [written('blank', '\nsecond'), /is empty/],
    [written('utf16', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x0a, 0)), /is not UTF-8 text/],
    [written('nul', 'a\0b\n'), /must not contain a line break or NUL/],
    [written('long', 'x'.repeat(5000)), /has no line end in its first 4096 bytes/],
  ];
  for (const [file, complaint] of bad) {
    await assert.rejects(
      givenPassword({ 'password-file': file }),
      (error) =>
        error instanceof UsageError && error.message.startsWith('--password-file') && complaint.test(error.message),
    );
  }
});

test('two places for the password contradict each other', async () => {
  await assert.rejects(givenPassword({ 'password-file': 'x', 'password-stdin': true }), /exclude each other/);
});

test('without an option for it no password is given', async () => {
  assert.equal(await givenPassword({}), null);
});

test('standard input is read to its first newline, and need not end', async () => {
  const input = new Readable({ read: () => undefined });
  input.push('s3');
  const line = firstLineOf(input, 100);
  input.push('cret\nmore');
  assert.equal(new TextDecoder().decode(await line), 's3cret\nmore');
});

test('standard input without a newline is read to its end, or to the limit', async () => {
  assert.equal(new TextDecoder().decode(await firstLineOf(Readable.from(['s3', 'cret']), 100)), 's3cret');
  assert.equal((await firstLineOf(Readable.from(['x'.repeat(300)]), 100)).length, 100);
});

test('a password typed at a terminal would be seen, so it is refused', async () => {
  const terminal = Object.assign(Readable.from(['pw\n']), { isTTY: true });
  await assert.rejects(firstLineOf(terminal, 100), /would show the password/);
});
