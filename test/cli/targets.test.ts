import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { targetsOf } from '../../src/cli/targets.js';
import { UsageError } from '../../src/cli/usage-error.js';
import type { Words } from '../../src/cli/words.js';
import type { Target } from '../../src/model/target.js';
import { folderFor } from './program.js';

const warnings: string[] = [];

function read(operands: readonly string[], words: Words = {}, env: Record<string, string> = {}): Promise<Target[]> {
  warnings.length = 0;
  return targetsOf(operands, words, {
    env: { HOME: '/nonexistent', ...env },
    warn: (text) => warnings.push(text),
  });
}

async function one(operand: string, words: Words = {}, env: Record<string, string> = {}): Promise<Target> {
  const [target] = await read([operand], words, env);
  assert.ok(target !== undefined);
  return target;
}

const plain = { host: 'h', port: 21, tls: 'off', user: 'anonymous', password: 'ftpdoctor@', path: '' } as const;

test('a bare host is asked on port 21 in clear as anonymous', async () => {
  assert.deepEqual(await one('h'), plain);
});

test('implicit TLS has a port of its own, explicit TLS has not', async () => {
  assert.deepEqual(await one('ftps://h'), { ...plain, tls: 'implicit', port: 990 });
  assert.deepEqual(await one('h', { tls: 'implicit' }), { ...plain, tls: 'implicit', port: 990 });
  assert.deepEqual(await one('ftpes://h'), { ...plain, tls: 'explicit' });
  assert.deepEqual(await one('ftp://h', { tls: 'explicit' }), { ...plain, tls: 'explicit' });
});

test('options fill in what a target leaves open, and what it says itself counts more', async () => {
  const words = { port: '2121', user: 'joe', path: '/all' };
  const [first, second] = await read(['a', 'ftp://ann@b:21/own'], words, { FTPDOCTOR_PASSWORD: 'pw' });
  assert.deepEqual(first, { ...plain, host: 'a', port: 2121, user: 'joe', password: 'pw', path: '/all' });
  assert.deepEqual(second, { ...plain, host: 'b', user: 'ann', password: 'pw', path: 'own' });
});

test('an option is checked also where no target needs it', async () => {
  await assert.rejects(one('h:21', { port: '0' }), /--port "0" is not a port/);
  await assert.rejects(one('ftpes://h', { tls: 'on' }), /--tls "on" is unknown/);
});

test('a scheme with TLS is not overruled by an option', async () => {
  await assert.rejects(one('ftps://h', { tls: 'explicit' }), /--tls explicit contradicts the target/);
  await assert.rejects(one('ftpes://h', { tls: 'off' }), /whose scheme asks for explicit TLS/);
  assert.equal((await one('ftpes://h', { tls: 'explicit' })).tls, 'explicit');
});

test('a password in a URL is used, and the warning about it does not show it', async () => {
  assert.equal((await one('ftp://joe:s3cret@h')).password, 's3cret');
  assert.match(warnings.join(), /the password in ftp:\/\/joe:\*\*\*\*@h can be seen by others/);
  assert.doesNotMatch(warnings.join(), /s3cret/);
});

test('an address of the other family than asked for is refused', async () => {
  await assert.rejects(one('192.0.2.1', { family: '6' }), /--family 6, but 192\.0\.2\.1 is an IPv4 address/);
  assert.equal((await one('fe80::1%eth0', { family: '6' })).host, 'fe80::1%eth0');
});

test('a .netrc gives user and password where none is named, and the password where a user is', async (t) => {
  const file = join(folderFor(t), 'netrc');
  writeFileSync(file, 'machine h login joe password pw1 machine h login ann password pw2', { mode: 0o600 });
  const env = { NETRC: file };
  assert.deepEqual(await one('h', {}, env), { ...plain, user: 'joe', password: 'pw1' });
  assert.deepEqual(await one('h', { user: 'ann' }, env), { ...plain, user: 'ann', password: 'pw2' });
  await assert.rejects(one('h', { user: 'bob' }, env), /no password for user "bob"/);
  assert.deepEqual(await one('elsewhere', {}, env), { ...plain, host: 'elsewhere' });
});

test('one password from a file serves every target', async (t) => {
  const file = join(folderFor(t), 'pw');
  writeFileSync(file, 'pw\n');
  const found = await read(['a', 'b'], { user: 'joe', 'password-file': file });
  assert.deepEqual(
    found.map(({ password }) => password),
    ['pw', 'pw'],
  );
});

for (const [operand, words] of [
  ['h', { user: 'joe\r\nDELE x' }],
  ['h', { path: 'a\nDELE x' }],
  ['ftp://@h', {}],
] as const) {
  test(`${operand} with ${JSON.stringify(words)} is refused`, async () => {
    await assert.rejects(one(operand, words, { FTPDOCTOR_PASSWORD: 'pw' }), UsageError);
  });
}
