import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { reflectorOf } from '../../src/cli/far-end.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { folderFor } from './program.js';

const plain = { port: 21, tls: 'off', user: 'anonymous', password: 'ftpdoctor@', path: '' } as const;

test('a reflector is named by host, by host and port, or by an IPv6 address in brackets', () => {
  assert.deepEqual(reflectorOf({ reflector: 'r.example.net' }, {}), { ...plain, host: 'r.example.net' });
  assert.deepEqual(reflectorOf({ 'reflector-only': 'r:2121' }, {}), { ...plain, host: 'r', port: 2121 });
  assert.deepEqual(reflectorOf({ reflector: '[2001:db8::1]:21' }, {}), { ...plain, host: '2001:db8::1' });
});

test('a reflector on port 990 is asked under implicit TLS', () => {
  assert.deepEqual(reflectorOf({ reflector: 'r:990' }, {}), { ...plain, host: 'r', port: 990, tls: 'implicit' });
});

test('without the options there is no reflector, whatever the environment holds', () => {
  assert.equal(reflectorOf({}, { FTPDOCTOR_REFLECTOR_TOKEN: 'a-token-that-is-long' }), null);
});

test('a token from the environment or from a file is the password, under a name that is not anonymous', (t) => {
  const file = join(folderFor(t), 'tokens');
  writeFileSync(file, '# mine\nfrom-the-file-1\n');
  const env = { FTPDOCTOR_REFLECTOR_TOKEN: 'from-the-environment' };
  assert.equal(reflectorOf({ reflector: 'r' }, env)?.password, 'from-the-environment');
  const given = reflectorOf({ reflector: 'r', 'reflector-token-file': file }, env);
  assert.deepEqual([given?.user, given?.password], ['ftpdoctor', 'from-the-file-1']);
});

for (const [what, words, says] of [
  ['both options', { reflector: 'a', 'reflector-only': 'b' }, /exclude each other/],
  ['a URL', { reflector: 'ftp://joe:secret@r' }, /^--reflector "ftp:\/\/joe:\*{4}@r" is not host or host:port/],
  ['a user', { 'reflector-only': 'joe@r' }, /^--reflector-only "joe@r" is not host or host:port/],
  ['a port that is none', { reflector: 'r:99999' }, /is not a port/],
  ['a token file without a reflector', { 'reflector-token-file': 'x' }, /needs --reflector HOST/],
  [
    'a token file that is not there',
    { reflector: 'r', 'reflector-token-file': '/nowhere/x' },
    /--reflector-token-file/,
  ],
] as const) {
  test(`${what} is refused with what to write instead`, () => {
    assert.throws(
      () => reflectorOf(words, {}),
      (error) => error instanceof UsageError && says.test(error.message),
    );
  });
}
