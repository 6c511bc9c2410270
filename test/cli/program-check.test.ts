import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from '../../src/model/report.js';
import type { Transcript } from '../../src/model/transcript.js';
import { refusing, serve, working } from './ftp-server.js';
import { folderFor, ftpdoctor, sabotage, type Ended } from './program.js';

function reportOf({ stdout }: Ended): Report {
  return JSON.parse(stdout) as Report;
}

/** The parts of a diagnosis that these tests are about. */
function diagnosisOf(ended: Ended): (string | number | null | undefined)[] {
  const { verdict, findings } = reportOf(ended);
  return [ended.code, verdict, findings[0]?.id];
}

test('a server that lists in every mode is healthy: exit code 0, and the report alone on standard output', async (t) => {
  const { port, lines } = await working(t);
  const ended = await ftpdoctor(t, ['--format', 'json', `127.0.0.1:${port}`]);
  assert.equal(ended.code, 0);
  assert.equal(ended.stderr, '');
  const report = reportOf(ended);
  assert.equal(report.verdict, 'healthy');
  assert.deepEqual(
    report.attempts.map(({ mode, reached }) => [mode, reached]),
    ['PASV', 'EPSV', 'PORT', 'EPRT'].map((mode) => [mode, 'completed']),
  );
  assert.ok(lines.includes('PASS ftpdoctor@'));
});

test('a pipe gets no colour and no animation, and quiet is one line', async (t) => {
  const { port } = await working(t);
  const quiet = await ftpdoctor(t, ['-q', `127.0.0.1:${port}`]);
  assert.match(quiet.stdout, /^HEALTHY: [^\n]*\n$/);
  const long = await ftpdoctor(t, ['--modes', 'pasv', `127.0.0.1:${port}`]);
  assert.doesNotMatch(long.stdout + long.stderr, /\u001b/);
  assert.equal(long.stderr, '');
  assert.match(long.stdout, /HEALTHY in .*, exit code 0\n$/);
});

test('colour can be forced, and --no-color still switches it off', async (t) => {
  const { port } = await working(t);
  const env = { FORCE_COLOR: '1' };
  const words = ['-q', '--modes', 'pasv', `127.0.0.1:${port}`];
  assert.match((await ftpdoctor(t, words, { env })).stdout, /\u001b\[/);
  assert.doesNotMatch((await ftpdoctor(t, ['--no-color', ...words], { env })).stdout, /\u001b/);
});

test('verbose progress goes to standard error, and standard output stays a document', async (t) => {
  const { port } = await working(t);
  const ended = await ftpdoctor(t, ['--verbose', '--format', 'json', '--modes', 'epsv', `127.0.0.1:${port}`]);
  assert.equal(reportOf(ended).verdict, 'healthy');
  assert.match(ended.stderr, /waiting for the reply to EPSV/);
});

test('a wrong password is sent exactly once, and the login is the diagnosis', async (t) => {
  const { port, lines } = await refusing(t);
  const env = { FTPDOCTOR_PASSWORD: 's3cret-word' };
  const ended = await ftpdoctor(t, ['--format', 'json', '--user', 'joe', `127.0.0.1:${port}`], { env });
  assert.deepEqual(diagnosisOf(ended), [2, 'broken', 'login-refused']);
  assert.deepEqual(
    lines.filter((line) => line.startsWith('PASS')),
    ['PASS s3cret-word'],
  );
});

test('a name that does not resolve is inconclusive', async (t) => {
  const ended = await ftpdoctor(t, ['--format', 'json', 'no-such-host.invalid']);
  assert.deepEqual(diagnosisOf(ended), [3, 'inconclusive', 'name-not-resolved']);
});

test('a port where nobody listens is refused', async (t) => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  const ended = await ftpdoctor(t, ['--format', 'json', `127.0.0.1:${port}`]);
  assert.deepEqual(diagnosisOf(ended), [2, 'broken', 'control-refused']);
});

for (const [what, greeting] of [
  ['an SSH server', 'SSH-2.0-OpenSSH_9.2p1'],
  ['a mail server', '220 mail.example.com ESMTP Postfix'],
  ['a web server', 'HTTP/1.1 400 Bad Request'],
] as const) {
  test(`${what} is recognised by its greeting`, async (t) => {
    const { port, lines } = await serve(t, greeting);
    const ended = await ftpdoctor(t, ['--format', 'json', '--timeout', '500ms', `127.0.0.1:${port}`]);
    assert.deepEqual(diagnosisOf(ended), [2, 'broken', 'not-an-ftp-server']);
    assert.ok(!lines.some((line) => line.startsWith('PASS')), lines.join());
  });
}

test('a server that says nothing costs its timeout and not more', async (t) => {
  const { port } = await serve(t, null);
  const ended = await ftpdoctor(t, ['--format', 'json', '--timeout', '300ms', `127.0.0.1:${port}`]);
  assert.equal(reportOf(ended).verdict, 'broken');
  assert.ok(reportOf(ended).durationMs < 5000);
});

test('several targets are reported in order, and the worst gives the exit code', async (t) => {
  const good = await working(t);
  const bad = await refusing(t);
  const words = ['--format', 'ndjson', '--modes', 'pasv', `127.0.0.1:${bad.port}`, `127.0.0.1:${good.port}`];
  const ended = await ftpdoctor(t, words);
  const reports = ended.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
  assert.deepEqual(
    reports.map(({ target, verdict }) => [target.port, verdict]),
    [
      [bad.port, 'broken'],
      [good.port, 'healthy'],
    ],
  );
  assert.equal(ended.code, 2);
});

test('every format is written where its --output says, and the rest to standard output', async (t) => {
  const { port } = await working(t);
  const folder = folderFor(t);
  const words = ['json', 'junit', 'nagios'].flatMap((format) => ['--format', format]);
  const outputs = ['--output', 'report.json', '--output', 'junit.xml', '--record', 'transcript.json'];
  const ended = await ftpdoctor(t, [...words, ...outputs, '--modes', 'pasv', `127.0.0.1:${port}`], { cwd: folder });
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(ended.stdout, /^FTPDOCTOR OK - [^\n]*\n$/);
  assert.deepEqual(readdirSync(folder).sort(), ['junit.xml', 'report.json', 'transcript.json']);
  assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /<testsuites/);
  const transcript = JSON.parse(readFileSync(join(folder, 'transcript.json'), 'utf8')) as Transcript;
  assert.equal(transcript.schema, 'ftpdoctor.transcript/1');
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  assert.deepEqual(report.transcript, transcript.events);
});

test('a scheduler that reads standard output alone learns why nothing was judged', async (t) => {
  const unknown = (words: string): RegExp => new RegExp(`^FTPDOCTOR UNKNOWN - ${words}[^|\\n]*\\n$`);
  const cases = [
    { argv: ['--format', 'nagios', '--modes', 'a|b', 'host'], words: '--modes: "a/b" is not a mode' },
    { argv: ['--format=Nagios', '--bogus', 'ftp://u:geheim@host'], words: 'unknown option --bogus' },
    { argv: ['--format', 'json', '--format', 'nagios', '--output', '/x'], words: 'check needs a target' },
    { argv: ['--format', 'nagios', '127.0.0.1:9'], words: 'internal error: no idea', env: sabotage },
  ];
  for (const { argv, words, env } of cases) {
    const ended = await ftpdoctor(t, argv, env === undefined ? {} : { env });
    assert.equal(ended.code, 3);
    assert.match(ended.stdout, unknown(words));
    assert.match(ended.stderr, /^ftpdoctor: /);
  }
  const elsewhere = await ftpdoctor(t, ['--format', 'nagios', '--output', 'status', '--bogus']);
  assert.deepEqual([elsewhere.code, elsewhere.stdout], [3, '']);
});

test('a file that cannot be written is reported before the network is touched', async (t) => {
  const { port, lines } = await working(t);
  const file = join(folderFor(t), 'none', 'x');
  for (const option of ['--output', '--record']) {
    const ended = await ftpdoctor(t, [option, file, `127.0.0.1:${port}`]);
    assert.deepEqual([ended.code, ended.stdout], [3, '']);
    assert.match(ended.stderr, /^ftpdoctor: --(output|record): [^\n]*there is no folder[^\n]*\n$/);
  }
  assert.deepEqual(lines, []);
});

const full = process.platform === 'linux' ? {} : { skip: 'only Linux has /dev/full' };

test('a file that turns out to be unwritable loses nothing: its text goes to standard output', full, async (t) => {
  const { port } = await working(t);
  const words = ['--format', 'json', '--output', '/dev/full', '--modes', 'pasv', `127.0.0.1:${port}`];
  const ended = await ftpdoctor(t, words);
  assert.equal(reportOf(ended).verdict, 'healthy');
  assert.equal(ended.code, 3);
  assert.match(ended.stderr, /^ftpdoctor: --output: \/dev\/full does not fit on the disk \(ENOSPC\); its text follows/);
});

test('an assertion that fails makes the check broken', async (t) => {
  const { port } = await working(t);
  const target = `127.0.0.1:${port}`;
  const words = ['--format', 'json', '--modes', 'pasv', '--expect-address', '203.0.113.10', target];
  assert.equal((await ftpdoctor(t, words)).code, 2);
  assert.equal((await ftpdoctor(t, ['-q', '--modes', 'pasv', '--expect-address', '127.0.0.1', target])).code, 0);
});

test('a password in a URL logs in', async (t) => {
  const { port, lines } = await working(t, 'p@ss/word');
  const ended = await ftpdoctor(t, ['-q', '--modes', 'pasv', `ftp://joe:p%40ss%2Fword@127.0.0.1:${port}/pub`]);
  assert.equal(ended.code, 0, ended.stdout);
  assert.ok(lines.includes('USER joe') && lines.includes('LIST pub'), lines.join());
});

test('a password from standard input logs in, although standard input stays open', async (t) => {
  const { port } = await working(t, 's3cret');
  const words = ['-q', '--modes', 'pasv', '--user', 'joe', '--password-stdin', `127.0.0.1:${port}`];
  const ended = await ftpdoctor(t, words, { input: 's3cret\n', open: true });
  assert.equal(ended.code, 0, ended.stderr + ended.stdout);
});

test('user and password come from .netrc', async (t) => {
  const { port, lines } = await working(t, 's3cret');
  const home = folderFor(t);
  writeFileSync(join(home, '.netrc'), 'machine 127.0.0.1 login joe password s3cret', { mode: 0o600 });
  const ended = await ftpdoctor(t, ['-q', '--modes', 'pasv', `127.0.0.1:${port}`], { env: { HOME: home } });
  assert.equal(ended.code, 0, ended.stderr + ended.stdout);
  assert.ok(lines.includes('USER joe'));
});
