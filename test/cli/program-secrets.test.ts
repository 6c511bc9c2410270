import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formats } from '../../src/formats/index.js';
import { refusing, working, type Served } from './ftp-server.js';
import { folderFor, ftpdoctor, sabotage, type Ended } from './program.js';

const secret = 'Tr0ub4dor-3';

/** Runs a check that writes every format and the transcript, and returns all the text that came of it. */
async function everything(t: Parameters<typeof folderFor>[0], argv: readonly string[], env = {}): Promise<string> {
  const folder = folderFor(t);
  const files = formats.flatMap(({ id }) => ['--format', id, '--output', `${id}.out`]);
  const words = ['--verbose', ...files, '--format', 'pretty', '--record', 'transcript.json', ...argv];
  const ended: Ended = await ftpdoctor(t, words, { cwd: folder, env });
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  assert.equal(written.length, formats.length + 1, ended.stderr);
  return [ended.stdout, ended.stderr, ...written].join('\n');
}

const ways: readonly (readonly [way: string, argv: (served: Served) => string[], env: Record<string, string>])[] = [
  ['the environment', ({ port }) => ['--user', 'joe', `127.0.0.1:${port}`], { FTPDOCTOR_PASSWORD: secret }],
  ['a URL', ({ port }) => [`ftp://joe:${secret}@127.0.0.1:${port}`], {}],
];

for (const [way, argv, env] of ways) {
  test(`a password from ${way} is sent to the server and shown nowhere, though the server repeats it`, async (t) => {
    const served = await refusing(t);
    const text = await everything(t, argv(served), env);
    assert.ok(served.lines.includes(`PASS ${secret}`));
    assert.match(text, /not with \*\*\*\*/);
    assert.ok(!text.includes(secret));
  });
}

test('a password from a file is shown nowhere after a login that worked', async (t) => {
  const served = await working(t, secret);
  const file = join(folderFor(t), 'pw');
  writeFileSync(file, `${secret}\n`);
  const words = ['--user', 'joe', '--password-file', file, '--modes', 'pasv', `127.0.0.1:${served.port}`];
  const text = await everything(t, words);
  assert.ok(served.lines.includes(`PASS ${secret}`));
  assert.match(text, /PASS \*\*\*\*/);
  assert.ok(!text.includes(secret));
});

test('misuse and faults of our own do not show the password of a URL', async (t) => {
  const target = `ftp://joe:${secret}@127.0.0.1:9/x`;
  for (const argv of [
    ['--bnid', target],
    ['--bind', target],
    ['--verbose', target, 'h:0'],
    ['decode', target],
  ]) {
    const { code, stdout, stderr } = await ftpdoctor(t, argv);
    assert.equal(code, 3);
    assert.ok(!(stdout + stderr).includes(secret), stderr);
  }
  const { code, stderr } = await ftpdoctor(t, ['-v', target], { env: sabotage });
  assert.equal(code, 3);
  assert.match(stderr, /internal error/);
  assert.ok(!stderr.includes(secret));
});
