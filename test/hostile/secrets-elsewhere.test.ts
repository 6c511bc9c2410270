import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { folderFor, ftpdoctor, sabotage, start } from '../cli/program.js';
import { serve } from '../cli/ftp-server.js';
import { assertNoTrace, passwords } from './passwords.js';
import { realServer } from './real-server.js';

const all = Object.values(passwords);
const names = all.map((_, at) => `SECRET_${at}`);
const env: Readonly<Record<string, string>> = Object.fromEntries(all.map((password, at) => [`SECRET_${at}`, password]));

/** A real server with an account for each password, and a targets file that names them all. */
async function fleet(t: TestContext, folder: string): Promise<string> {
  const port = await realServer(t, Object.fromEntries(all.map((password, at) => [`user${at}`, password])));
  const lines = names.map(
    (name, at) => `  - {target: "127.0.0.1:${port}", user: user${at}, password: "\${${name}}"}\n`,
  );
  const file = join(folder, 'targets.yml');
  writeFileSync(file, `targets:\n${lines.join('')}`);
  return file;
}

function written(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

const linux = process.platform === 'linux' ? {} : { skip: 'the command line of a process is read in /proc' };

test('a sweep of many logins leaves no trace of a password in its results', async (t) => {
  const folder = folderFor(t);
  const results = folderFor(t);
  const targets = await fleet(t, folder);
  const outputs = ['ndjson', 'html', 'prometheus', 'junit'].flatMap((id) => [
    ...['--format', id, '--output', join(results, id)],
  ]);
  const words = ['check', '--targets', targets, '--per-server', '4', '--modes', 'pasv', ...outputs];
  const { code, stdout, stderr } = await ftpdoctor(t, words, { env });
  assert.equal(code, 0, stderr);
  const text = [stdout, stderr, written(results)].join('\n');
  assert.equal(readFileSync(join(results, 'ndjson'), 'utf8').match(/"verdict":"healthy"/g)?.length, all.length);
  assert.match(text, /PASS \*{4}/);
  for (const password of all) assertNoTrace(text, password);
});

test(
  'a watch hands no password to its hook, by environment, report or command line, and keeps none',
  linux,
  async (t) => {
    const folder = folderFor(t);
    const results = folderFor(t);
    const targets = await fleet(t, folder);
    const told = `{ env; cat; tr '\\0' '\\n' < /proc/$PPID/cmdline; } >> '${join(results, 'hook')}'`;
    const words = ['watch', '--targets', targets, '--count', '1', '--interval', '1s', '--modes', 'pasv'];
    const more = ['--per-server', '4', '--format', 'json', '--history', join(results, 'history'), '--exec', told];
    const own = { ...env, FTPDOCTOR_PASSWORD: 'also secret', FTPDOCTOR_TO_PASSWORD: 'secret as well', KEPT: 'kept' };
    const { code, stdout, stderr } = await ftpdoctor(t, [...words, ...more], { env: own });
    assert.equal(code, 0, stderr);
    const text = [stdout, stderr, written(results)].join('\n');
    assert.equal(text.match(/^KEPT=kept$/gm)?.length, all.length);
    for (const password of [...all, 'also secret', 'secret as well']) assertNoTrace(text, password);
  },
);

test('fxp leaves no trace of either password', async (t) => {
  const [first = '', second = ''] = [passwords['8-bit'], passwords['quotes']];
  const port = await realServer(t, { ann: first, bob: second });
  const words = ['fxp', '--verbose', '--format', 'json', `ftp://ann@127.0.0.1:${port}`, `ftp://bob@127.0.0.1:${port}`];
  const { stdout, stderr } = await ftpdoctor(t, words, {
    env: { FTPDOCTOR_FROM_PASSWORD: first, FTPDOCTOR_TO_PASSWORD: second },
  });
  assert.doesNotMatch(stdout + stderr, /Login incorrect|"code": ?530|Authentication failed/);
  for (const password of [first, second]) assertNoTrace(stdout + stderr, password);
});

test('a password of a URL is in the list of processes no more when the first connection is made', linux, async (t) => {
  for (const [what, password] of Object.entries(passwords)) {
    const { port, visited } = await serve(t, null);
    const url = `ftp://joe:${encodeURIComponent(password)}@127.0.0.1:${port}`;
    const { child, ended } = start(t, ['--timeout', '20s', url]);
    await visited;
    const cmdline = readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8');
    assert.match(cmdline, /^ftpdoctor\0*$/, what);
    child.kill('SIGINT');
    const { stdout, stderr } = await ended;
    assert.match(stderr, /can be seen by others/);
    assertNoTrace(stdout + stderr, password);
  }
});

test('a fault of our own in the middle of a check shows no password, its stack neither', async (t) => {
  for (const password of all) {
    const { code, stdout, stderr } = await ftpdoctor(t, ['-v', '--user', 'joe', '127.0.0.1:1'], {
      env: { ...sabotage, FTPDOCTOR_PASSWORD: password },
    });
    assert.equal(code, 3);
    assert.match(stderr, /internal error/);
    assertNoTrace(stdout + stderr, password);
  }
});

test('a password with an end of line or NUL inside is refused before anything is sent', async (t) => {
  const { port, lines } = await serve(t, '220 ready');
  const netrc = join(folderFor(t), '.netrc');
  writeFileSync(netrc, `machine 127.0.0.1 login joe password "top\nsecret"\n`, { mode: 0o600 });
  for (const [argv, around] of [
    [[`ftp://joe:top%0Asecret@127.0.0.1:${port}`], {}],
    [[`ftp://joe:top%0D%0Asecret@127.0.0.1:${port}`], {}],
    [[`ftp://joe:top%00secret@127.0.0.1:${port}`], {}],
    [['--user', 'joe', `127.0.0.1:${port}`], { FTPDOCTOR_PASSWORD: 'top\nsecret' }],
    [['--user', 'joe', `127.0.0.1:${port}`], { FTPDOCTOR_PASSWORD: 'top\rsecret' }],
    [[`127.0.0.1:${port}`], { NETRC: netrc }],
  ] as const) {
    const { code, stdout, stderr } = await ftpdoctor(t, ['--format', 'json', ...argv], { env: around });
    assert.deepEqual([code, stdout], [3, ''], stderr);
    assert.match(stderr, /^ftpdoctor: .*(?:line end|control character|NUL|newline)/m);
    assert.doesNotMatch(stderr, /secret@|top[^ ]*secret/);
  }
  assert.deepEqual(lines, []);
});
