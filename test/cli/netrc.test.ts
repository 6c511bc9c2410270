import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { netrcLogin, parseNetrc } from '../../src/cli/netrc.js';
import { folderFor } from './program.js';
import { growth, linear } from '../protocol/growth.js';

const sample = `# machine commented login no password no
machine ftp.example.com login joe password pw1
machine ftp.example.com
  login ann
  account ignored
  password "p w\\"2\\\\"
machine bare password only
machine nouser login nopass
macdef init
machine inside login macro password macro

machine after login last password #hash
default login anonymous password me@example.com
machine late login late password late
`;

for (const [host, user, login] of [
  ['ftp.example.com', null, { user: 'joe', password: 'pw1' }],
  ['FTP.EXAMPLE.COM', 'joe', { user: 'joe', password: 'pw1' }],
  ['ftp.example.com', 'ann', { user: 'ann', password: 'p w"2\\' }],
  ['ftp.example.com', 'bob', null],
  ['bare', null, { user: null, password: 'only' }],
  ['bare', 'whoever', { user: null, password: 'only' }],
  ['nouser', null, { user: 'nopass', password: null }],
  ['inside', null, { user: 'anonymous', password: 'me@example.com' }],
  ['after', null, { user: 'last', password: '#hash' }],
  ['commented', null, { user: 'anonymous', password: 'me@example.com' }],
  ['elsewhere', 'joe', null],
  ['late', null, { user: 'anonymous', password: 'me@example.com' }],
] as const) {
  test(`the .netrc login for ${user ?? 'nobody in particular'} on ${host} is found`, () => {
    assert.deepEqual(parseNetrc(sample, host, user), login);
  });
}

test('words of a .netrc may stand on any line, and a value may look like a word', () => {
  assert.deepEqual(parseNetrc('machine\n\th\n\tlogin\nmachine\n\tpassword\ndefault', 'h', null), {
    user: 'machine',
    password: 'default',
  });
});

test('an empty password in quotes is a password', () => {
  assert.deepEqual(parseNetrc('machine h login u password ""', 'h', 'u'), { user: 'u', password: '' });
});

test('a .netrc that breaks off gives what it has', () => {
  assert.deepEqual(parseNetrc('machine h login u password', 'h', null), { user: 'u', password: null });
  assert.deepEqual(parseNetrc('machine h login u password "open', 'h', null), { user: 'u', password: 'open' });
  assert.equal(parseNetrc('machine', 'h', null), null);
});

test('a .netrc full of trouble is read in time that grows with its length', () => {
  for (const trouble of ['macdef x\n \t', '"\\', '#\n', '\n']) {
    const times = growth(4000, (size) => {
      const file = trouble.repeat(size);
      return () => parseNetrc(file, 'h', null);
    });
    assert.ok(times < linear, `${JSON.stringify(trouble)}: ${times.toFixed(1)} times as long`);
  }
});

test('whatever a .netrc holds, reading it throws nothing', () => {
  const word = fc.constantFrom(
    'machine',
    'default',
    'login',
    'password',
    'macdef',
    'h',
    '"',
    '\\',
    '#',
    '\n',
    '\n\n',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 3 }))), (words) => {
      parseNetrc(words.join(''), 'h', null);
    }),
  );
});

test('a .netrc that others may read is not used, and the warning says how to mend it but not what it holds', (t) => {
  const file = join(folderFor(t), 'netrc');
  writeFileSync(file, 'machine h login joe password s3cret');
  const warnings: string[] = [];
  const login = (): unknown => netrcLogin('h', null, { NETRC: file }, (text) => warnings.push(text));
  chmodSync(file, 0o600);
  assert.deepEqual(login(), { user: 'joe', password: 's3cret' });
  assert.deepEqual(warnings, []);
  if (process.platform === 'win32') return;
  chmodSync(file, 0o640);
  assert.equal(login(), null);
  assert.match(warnings.join(), /can be read by others.*chmod 600/);
  assert.doesNotMatch(warnings.join(), /s3cret/);
});

test('a host that no .netrc knows causes no warning, whoever may read the file', (t) => {
  const file = join(folderFor(t), 'netrc');
  writeFileSync(file, 'machine other login joe password s3cret', { mode: 0o644 });
  const warnings: string[] = [];
  assert.equal(
    netrcLogin('h', null, { NETRC: file }, (text) => warnings.push(text)),
    null,
  );
  assert.deepEqual(warnings, []);
});

test('the .netrc of the home folder may be missing, one that NETRC names may not', (t) => {
  const folder = folderFor(t);
  const warnings: string[] = [];
  const warn = (text: string): unknown => warnings.push(text);
  assert.equal(netrcLogin('h', null, { HOME: folder }, warn), null);
  assert.deepEqual(warnings, []);
  assert.equal(netrcLogin('h', null, { NETRC: join(folder, 'none') }, warn), null);
  assert.match(warnings.join(), /NETRC: .*none does not exist \(ENOENT\), so it is not used/);
});
