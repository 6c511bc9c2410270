import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { rules } from '../../src/rules/index.js';
import { projectRoot } from '../golden.js';
import { folderFor, ftpdoctor } from './program.js';

test('the version is that of the package, wherever it is asked for', async (t) => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  for (const argv of [['--version'], ['-V'], ['check', 'h', '--version']]) {
    assert.deepEqual(await ftpdoctor(t, argv), { code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  }
});

test('the version is answered by the entry alone, before the program is loaded', (t) => {
  const folder = folderFor(t);
  mkdirSync(join(folder, 'bin'));
  for (const file of ['bin/ftpdoctor.js', 'bin/package.json', 'package.json'])
    copyFileSync(join(projectRoot, file), join(folder, file));
  for (const word of ['--version', '-V']) {
    const said = execFileSync(process.execPath, [join(folder, 'bin/ftpdoctor.js'), word], { encoding: 'utf8' });
    assert.match(said, /^\d+\.\d+\.\d+\n$/);
  }
});

test('a program that V8 compiled for another version, or not at all, runs all the same', (t) => {
  const folder = folderFor(t);
  const files = ['bin/ftpdoctor.js', 'bin/package.json', 'dist/bundle/ftpdoctor.cjs', 'package.json'];
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(projectRoot, file), join(folder, file));
  }
  const decode = (): string =>
    execFileSync(process.execPath, [join(folder, 'bin/ftpdoctor.js'), 'decode', '1,2,3,4,5,6'], { encoding: 'utf8' });
  const without = decode();
  assert.match(without, /1\.2\.3\.4/);
  writeFileSync(join(folder, 'dist/bundle/ftpdoctor.v8'), 'made by something else');
  assert.equal(decode(), without);
});

test('letters beyond ASCII are the same in the program as users start it', async (t) => {
  const page = await ftpdoctor(t, ['lab', 'healthy', '--format', 'html']);
  assert.match(page.stdout, /──▶<\/b> control connection/);
});

test('help is a result: on standard output, with exit code 0', async (t) => {
  for (const [argv, part] of [
    [['--help'], /^ftpdoctor tells why/],
    [['-h'], /^ftpdoctor tells why/],
    [['help'], /^ftpdoctor tells why/],
    [['check', '--help'], /--expect-range/],
    [['help', 'check'], /--expect-range/],
    [['decode', '-h', '--banana'], /^Usage: ftpdoctor decode/],
  ] as const) {
    const { code, stdout, stderr } = await ftpdoctor(t, argv);
    assert.deepEqual([code, stderr], [0, ''], argv.join(' '));
    assert.match(stdout, part);
  }
});

test('without a word it says what it is, on standard error, with exit code 3', async (t) => {
  const { code, stdout, stderr } = await ftpdoctor(t, []);
  assert.deepEqual([code, stdout], [3, '']);
  assert.match(stderr, /Examples:/);
});

test('misuse is one line on standard error and exit code 3', async (t) => {
  for (const [argv, part] of [
    [['--tiemout', '3', 'h'], /did you mean --timeout\?/],
    [['h:0'], /ports are 1 to 65535/],
    [['.'], /is a directory/],
    [['reflector', 'x'], /"x" is one word too many/],
    [['--user', 'joe', 'h'], /no password for user "joe" on h/],
    [['--user', 'joe', '--password-file', '/nonexistent/pw', 'h'], /\/nonexistent\/pw does not exist/],
    [['--user', 'joe', '--password-file', '/', 'h'], /is a directory/],
    [['h\u001b[31m\nx'], /blanks or control characters/],
    [['--\u001b[2J', 'h'], /unknown option --\\x1b\[2J/],
  ] as const) {
    const { code, stdout, stderr } = await ftpdoctor(t, argv);
    assert.deepEqual([code, stdout], [3, ''], argv.join(' '));
    assert.match(stderr, /^ftpdoctor: [\x20-\x7e]+\n$/);
    assert.match(stderr, part);
  }
});

test('a host that looks like a mistyped command is checked, with a hint', async (t) => {
  const { code, stdout, stderr } = await ftpdoctor(t, ['-q', 'casues.invalid', 'casues']);
  assert.equal(code, 3);
  assert.match(stdout, /casues/);
  assert.doesNotMatch(stderr, /did you mean/);
  assert.match((await ftpdoctor(t, ['shcema'])).stderr, /did you mean the command: ftpdoctor schema\?/);
});

test('decode takes its text in one word or in several', async (t) => {
  for (const argv of [['227 Entering Passive Mode (10,0,0,10,195,80)'], ['227', '(10,0,0,10,195,80)']]) {
    const { code, stdout } = await ftpdoctor(t, ['decode', ...argv]);
    assert.equal(code, 0);
    assert.match(stdout, /10\.0\.0\.10:50000/);
    assert.match(stdout, /195 x 256 \+ 80 = 50000/);
  }
});

test('decode reads lines of standard input, says each, and names those that hold nothing', async (t) => {
  const input = 'PORT 10,0,0,10,195,80\n\nbanana\r\n229 (|||50001|)';
  const { code, stdout, stderr } = await ftpdoctor(t, ['decode', '--format', 'json', '-'], { input });
  assert.equal(code, 3);
  assert.match(stderr, /^ftpdoctor: "banana" [^\n]*\n$/);
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { host: string | null; port: number });
  assert.deepEqual(
    found.map(({ host, port }) => [host, port]),
    [
      ['10.0.0.10', 50_000],
      [null, 50_001],
    ],
  );
});

test('what encode says, decode reads', async (t) => {
  const { code, stdout } = await ftpdoctor(t, ['encode', '--format', 'json', '[2001:db8::1]:50000']);
  assert.equal(code, 0);
  const { texts } = JSON.parse(stdout) as { texts: { EPRT: string } };
  assert.match((await ftpdoctor(t, ['decode', texts.EPRT])).stdout, /\[2001:db8::1\]:50000/);
  assert.equal((await ftpdoctor(t, ['encode', 'h:1'])).code, 3);
});

test('causes lists every rule with its id, kind, party and title', async (t) => {
  const { code, stdout } = await ftpdoctor(t, ['causes']);
  assert.equal(code, 0);
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, rules.length);
  for (const [at, { id, kind, party, title }] of rules.entries()) {
    assert.deepEqual(lines[at]?.split(/ {2,}/), [id, kind, party, title]);
  }
});

test('an entry of the encyclopedia says how it comes about, what looks alike, what to do, and where to see it', async (t) => {
  const { code, stdout } = await ftpdoctor(t, ['causes', 'pasv-address-private']);
  assert.equal(code, 0);
  for (const head of ['How it comes about', 'What looks alike', 'What to do', 'Sources', 'To see it']) {
    assert.ok(stdout.includes(`\n${head}`), head);
  }
  assert.match(stdout, /ftpdoctor lab [a-z-]+\n/);
});

test('the encyclopedia is also there for programs', async (t) => {
  const list = JSON.parse((await ftpdoctor(t, ['causes', '--format', 'json'])).stdout) as { id: string }[];
  assert.deepEqual(
    list.map(({ id }) => id),
    rules.map(({ id }) => id),
  );
  const one = JSON.parse((await ftpdoctor(t, ['causes', 'tls-required', '--format', 'json'])).stdout) as {
    id: string;
    example: { remedies: unknown[] };
  };
  assert.equal(one.id, 'tls-required');
  assert.ok(one.example.remedies.length > 0);
});

test('the schema is a JSON Schema', async (t) => {
  const { code, stdout } = await ftpdoctor(t, ['schema']);
  assert.equal(code, 0);
  assert.equal((JSON.parse(stdout) as { $schema: string }).$schema, 'https://json-schema.org/draft/2020-12/schema');
});

test('the lab names its scenarios', async (t) => {
  const { code, stdout } = await ftpdoctor(t, ['lab', '--list']);
  assert.equal(code, 0);
  assert.equal(stdout.trimEnd().split('\n').length, scenarios.length);
  assert.equal((await ftpdoctor(t, ['lab'])).stdout, stdout);
  const list = JSON.parse((await ftpdoctor(t, ['lab', '--list', '--format', 'json'])).stdout) as { id: string }[];
  assert.deepEqual(
    list.map(({ id }) => id),
    scenarios.map(({ id }) => id),
  );
});

test('the lab says on standard error what is built, and ends with the verdict of the check', async (t) => {
  const { code, stdout, stderr } = await ftpdoctor(t, ['lab', 'server-behind-nat', '--format', 'json']);
  const report = JSON.parse(stdout) as Report;
  assert.deepEqual([code, report.verdict, report.findings[0]?.id], [1, 'degraded', 'pasv-address-private']);
  assert.match(stderr, /^Lab server-behind-nat: .*\n/);
  assert.match(stderr, /no packet leaves this machine/);
});
