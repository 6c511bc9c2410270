import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../../src/exporter/config.js';
import { deadlineOf, fitted } from '../../src/exporter/deadline.js';
import { targetFor, type Module } from '../../src/exporter/module.js';

async function moduleOf(text: string, name: string, env = {}): Promise<Module> {
  const module = (await parseConfig('e.yml', text, env)).modules.get(name);
  assert.ok(module !== undefined);
  return module;
}

test('an empty file has one module, permits nothing and skips foreign advertised addresses', async () => {
  const { modules, permits, namesTargets } = await parseConfig('e.yml', '', {});
  assert.deepEqual([...modules.keys()], ['default']);
  assert.equal(namesTargets, false);
  assert.equal(permits('127.0.0.1', 21), false);
  assert.equal(modules.get('default')?.options.advertised, 'skip');
});

test('a module takes the options of check under their own names', async () => {
  const module = await moduleOf(
    'modules: {m: {modes: [pasv, epsv], require: epsv, timeout: 5, tls: explicit, tls-insecure: true, port: 2121, expect-range: 50000-50100, cache: 0}}',
    'm',
  );
  assert.deepEqual(module.options.modes, ['PASV', 'EPSV']);
  assert.deepEqual(module.assertions, {
    require: ['EPSV'],
    expectAddress: null,
    expectRange: { low: 50_000, high: 50_100 },
    expectTls: null,
  });
  assert.deepEqual([module.options.timeoutMs, module.tls, module.options.tlsInsecure], [5000, 'explicit', true]);
  assert.deepEqual([module.port, module.cacheMs], [2121, 0]);
});

test('every fault of the file is named at once, each with line and column', async () => {
  const text = [
    'targets: [ftp.example.com, "10.0.0.0/99", 5, "a b"]',
    'cache: soon',
    'modles: {}',
    'modules:',
    '  a:',
    '    timeuot: 5s',
    '    modes: [pasv, foo]',
    '  b:',
    '    user: joe',
    '  c: {password: hunter2}',
    '  d: {targets: [b.example, "*"]}',
  ].join('\n');
  await assert.rejects(parseConfig('e.yml', text, {}), (error: Error) => {
    const places = ['1:28', '1:43', '1:46', '2:1', '3:1', '6:5', '7:5', '8:3', '10:7', '11:28'];
    assert.deepEqual(
      [...error.message.matchAll(/e\.yml:(\d+:\d+): /g)].map(([, place]) => place).sort(),
      places.sort(),
    );
    assert.match(
      error.message,
      /did you mean modules\?.*did you mean timeout\?.*"foo" is not a mode.*no password for user "joe"/s,
    );
    assert.ok(!error.message.includes('hunter2') && !error.message.includes('--'));
    return error.name === 'UsageError';
  });
});

for (const [what, text] of [
  ['a tab for a blank', 'targets:\n\t- a'],
  ['a key given twice', 'cache: 1s\ncache: 2s'],
  ['a list', '- a'],
  [
    'a bomb of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
  ],
] as const) {
  test(`${what} in the file is a complaint that names it`, async () => {
    await assert.rejects(parseConfig('e.yml', text, {}), (error: Error) => {
      assert.match(error.message, /^e\.yml(:\d+:\d+)?: /);
      return error.name === 'UsageError';
    });
  });
}

test('a password comes from a file or the environment, and only with targets of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-'));
  try {
    const file = join(folder, 'pw');
    await writeFile(file, 'secret\n');
    const module = await moduleOf(`modules: {m: {user: joe, password-file: ${file}, targets: [ftp.example.com]}}`, 'm');
    assert.deepEqual(module.login, { user: 'joe', password: 'secret', path: '' });
  } finally {
    await rm(folder, { recursive: true });
  }
  const named = 'user: joe, password-env: FTP_PW';
  const module = await moduleOf(`modules: {m: {${named}, targets: [a.example]}}`, 'm', { FTP_PW: 'other' });
  assert.equal(module.login.password, 'other');
  assert.equal(module.permits?.('a.example', 21), true);
  await assert.rejects(moduleOf(`modules: {m: {${named}}}`, 'm', { FTP_PW: 'other' }), /needs targets of its own/);
  await assert.rejects(moduleOf(`modules: {m: {${named}, targets: [a]}}`, 'm'), /the environment has no FTP_PW/);
});

test('a request chooses host, port and TLS, but neither login nor directory', async () => {
  const module = await moduleOf('modules: {m: {path: /pub, port: 2121}}', 'm');
  const { host, port, tls, user, path } = targetFor(module, 'ftp.example.com');
  assert.deepEqual([host, port, tls, user, path], ['ftp.example.com', 2121, 'off', 'anonymous', '/pub']);
  assert.equal(targetFor(await moduleOf('', 'default'), 'ftps://ftp.example.com').port, 990);
  for (const text of ['ftp://joe@h', 'ftp://joe:pw@h', 'ftp://h/pub', 'h:0', '', 'a b']) {
    assert.throws(() => targetFor(module, text), { name: 'UsageError' });
  }
});

test('a request cannot take TLS away from a module that asks for it', async () => {
  const module = await moduleOf('modules: {m: {tls: explicit}}', 'm');
  assert.equal(targetFor(module, 'ftp://h').tls, 'explicit');
  assert.throws(() => targetFor(module, 'ftps://h'), /asks for implicit TLS/);
});

test('the deadline is the scrape timeout less half a second, or the shorter one of the module', async () => {
  const plain = await moduleOf('', 'default');
  assert.equal(deadlineOf(plain, '10'), 9500);
  assert.equal(deadlineOf(plain, '0.2'), 100);
  assert.equal(deadlineOf(plain, undefined), 60_000);
  assert.equal(deadlineOf(await moduleOf('modules: {m: {deadline: 4s}}', 'm'), '10'), 4000);
  for (const header of ['', '-1', '0', 'NaN', '1e9', '1;2'])
    assert.throws(() => deadlineOf(plain, header), /not a number/);
});

test('waits are fitted to the deadline unless the module sets its own', async () => {
  assert.equal(fitted(await moduleOf('', 'default'), 9000).timeoutMs, 3000);
  assert.equal(fitted(await moduleOf('', 'default'), 60_000).timeoutMs, 8000);
  assert.equal(fitted(await moduleOf('modules: {m: {timeout: 7s}}', 'm'), 9000).timeoutMs, 7000);
});
