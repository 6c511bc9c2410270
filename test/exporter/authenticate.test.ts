import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAuthenticate } from '../../src/exporter/authenticate.js';
import { hashPassword, readHash, verifyPassword, type PasswordHash } from '../../src/exporter/password-hash.js';

async function hashOf(password: string): Promise<PasswordHash> {
  const hash = readHash(await hashPassword(password));
  assert.ok(hash !== null);
  return hash;
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

test('a hash knows its password and no other, and two hashes of one password differ', async () => {
  const hash = await hashOf('pass:word é');
  assert.equal(await verifyPassword('pass:word é', hash), true);
  assert.equal(await verifyPassword('pass:word', hash), false);
  assert.notDeepEqual((await hashOf('x')).salt, (await hashOf('x')).salt);
});

test('the scrypt of RFC 7914 section 12 is the scrypt that is checked', async () => {
  const expected =
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';
  const known = { logN: 10, r: 8, p: 16, salt: Buffer.from('NaCl'), hash: Buffer.from(expected, 'hex') };
  assert.equal(await verifyPassword('password', known), true);
});

test('lines that are no hash, or cost too much, are none', () => {
  const rest = 'AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  assert.notEqual(readHash(`$scrypt$ln=15,r=8,p=1$${rest}`), null);
  for (const line of ['', 'secret', '$2y$10$abc', `$scrypt$ln=30,r=8,p=1$${rest}`, `$scrypt$ln=15,r=99,p=1$${rest}`]) {
    assert.equal(readHash(line), null, line);
  }
});

test('only a known user with the right password gets in', async () => {
  const authenticate = createAuthenticate();
  const users = new Map([['joe', await hashOf('a:b')]]);
  assert.equal(await authenticate(users, basic('joe:a:b')), 'yes');
  assert.equal(await authenticate(users, basic('joe:a:b')), 'yes');
  for (const header of [
    undefined,
    '',
    'Basic',
    'Bearer x',
    basic('joe'),
    basic('joe:'),
    basic('eve:a:b'),
    basic(':'),
  ]) {
    assert.equal(await authenticate(users, header), 'no', header);
  }
  assert.equal(await authenticate(new Map(), basic('joe:a:b')), 'no');
});

test('a remembered password stops to count when the hash behind it changes', async () => {
  const authenticate = createAuthenticate();
  assert.equal(await authenticate(new Map([['joe', await hashOf('old')]]), basic('joe:old')), 'yes');
  assert.equal(await authenticate(new Map([['joe', await hashOf('new')]]), basic('joe:old')), 'no');
});

test('a flood of guesses is told to wait instead of taking up the machine', async () => {
  const authenticate = createAuthenticate();
  const users = new Map([['joe', await hashOf('right')]]);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => authenticate(users, basic(`joe:${at}`))));
  assert.equal(answers.filter((one) => one === 'busy').length, 8);
  assert.equal(answers.filter((one) => one === 'yes').length, 0);
});
