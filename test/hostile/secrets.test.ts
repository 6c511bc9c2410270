import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { formats } from '../../src/formats/index.js';
import { folderFor, start } from '../cli/program.js';
import { assertNoTrace, passwords } from './passwords.js';
import { realServer } from './real-server.js';

/** The ways to give a password without naming it on the command line; each may write files into the folder. */
const ways: Readonly<
  Record<
    string,
    (
      folder: string,
      user: string,
      password: string,
    ) => { argv?: string[]; env?: Record<string, string>; input?: string }
  >
> = {
  'the environment': (_, __, password) => ({ env: { FTPDOCTOR_PASSWORD: password } }),
  'a file': (folder, _, password) => {
    writeFileSync(join(folder, 'pw'), `${password}\n`);
    return { argv: ['--password-file', join(folder, 'pw')] };
  },
  'standard input': (_, __, password) => ({ argv: ['--password-stdin'], input: `${password}\n` }),
  '.netrc': (folder, user, password) => {
    const quoted = password.replace(/["\\]/g, '\\$&');
    writeFileSync(join(folder, '.netrc'), `machine 127.0.0.1 login ${user} password "${quoted}"\n`, { mode: 0o600 });
    return { env: { HOME: folder } };
  },
};

/** Runs a check that writes every format, its transcript and the wire, and answers with all that could be seen of it. */
async function everythingOf(
  t: TestContext,
  port: number,
  user: string,
  password: string,
  way: string,
): Promise<string> {
  const folder = folderFor(t);
  const results = folderFor(t);
  const { argv = [], env = {}, input } = ways[way]?.(folder, user, password) ?? {};
  const written = formats.flatMap(({ id }) => ['--format', id, '--output', join(results, id)]);
  const words = ['check', '--verbose', '--user', user, '--record', join(results, 'transcript'), ...argv, ...written];
  const { child, ended } = start(t, [...words, '--format', 'pretty', `127.0.0.1:${port}`], {
    env,
    ...(input === undefined ? {} : { input }),
  });
  const cmdline = readFileSync(`/proc/${String(child.pid)}/cmdline`, 'utf8');
  const { code, stdout, stderr } = await ended;
  assert.equal(code, 0, stdout + stderr);
  const files = readdirSync(results).map((name) => readFileSync(join(results, name), 'utf8'));
  assert.equal(files.length, formats.length + 1);
  return [cmdline, stdout, stderr, ...files].join('\n');
}

const linux = process.platform === 'linux' ? {} : { skip: 'the command line of a process is read in /proc' };

test('awkward passwords log in to a real server and leave no trace', linux, async (t) => {
  const accounts = Object.fromEntries(Object.values(passwords).map((password, at) => [`user${at}`, password]));
  const port = await realServer(t, accounts);
  const names = Object.keys(ways);
  const runs = Object.entries(passwords).flatMap(([what, password], at) =>
    [at, at + 1].map((turn) => ({ what, password, user: `user${at}`, way: names[turn % names.length] ?? '' })),
  );
  for (const { what, password, user, way } of runs) {
    await t.test(`a password with ${what}, from ${way}`, async (inner) => {
      const text = await everythingOf(inner, port, user, password, way);
      assert.match(text, /PASS \*\*\*\*/);
      assertNoTrace(text, password);
    });
  }
  t.diagnostic(`${runs.length} runs with ${Object.keys(passwords).length} passwords, none was seen again`);
});
