import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { test } from 'node:test';
import type { Report } from '../../src/model/report.js';
import { serve, working } from './ftp-server.js';
import { entry, ftpdoctor, sabotage, start } from './program.js';

/** The timeout of checks that are ended by something else; long, so that a busy machine is not taken for it. */
const patience = '50s';
const patienceMs = 50_000;
const posix = process.platform === 'win32' ? { skip: 'this system has no such signals' } : {};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends a check at once with what is known so far and exit code 3`, posix, async (t) => {
    const { port, visited } = await serve(t, null);
    const { child, ended } = start(t, ['--format', 'json', '--timeout', patience, `127.0.0.1:${port}`]);
    await visited;
    child.kill(signal);
    const { code, stdout } = await ended;
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([code, report.verdict, report.cutShort], [3, 'inconclusive', 'interrupted']);
    assert.ok(report.durationMs < patienceMs, String(report.durationMs));
    assert.ok(report.transcript.some(({ operation }) => operation === 'connect'));
  });
}

test('after an interruption further targets are not begun', posix, async (t) => {
  const { port, visited } = await serve(t, null);
  const second = await working(t);
  const words = ['--format', 'ndjson', '--timeout', patience, `127.0.0.1:${port}`, `127.0.0.1:${second.port}`];
  const { child, ended } = start(t, words);
  await visited;
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  assert.equal(code, 3);
  assert.equal(stdout.trimEnd().split('\n').length, 1);
  assert.deepEqual(second.lines, []);
});

test('where no check is under way, the first Ctrl-C leaves with exit code 3', posix, async (t) => {
  const { child, ended } = start(t, ['decode', '-'], { input: '1,2\n', open: true });
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  assert.equal((await ended).code, 3);
});

test('a fault of our own is one line, and its stack is for --verbose only', async (t) => {
  const short = await ftpdoctor(t, ['causes', 'tls-required'], { env: sabotage });
  assert.deepEqual([short.code, short.stdout], [3, '']);
  assert.match(
    short.stderr,
    /^ftpdoctor: internal error: no idea; this is a fault of ftpdoctor: please report [^\n]*\n$/,
  );
  const long = await ftpdoctor(t, ['lab', 'healthy', '-v'], { env: sabotage });
  assert.equal(long.code, 3);
  assert.match(long.stderr, /^ftpdoctor: internal error: no idea[^\n]*\nError: no idea\n +at /m);
});

test('a deadline ends a check with what is known so far', async (t) => {
  const { port } = await serve(t, '220 ready');
  const ended = await ftpdoctor(t, [
    '--format',
    'json',
    '--timeout',
    patience,
    '--deadline',
    '700ms',
    `127.0.0.1:${port}`,
  ]);
  const report = JSON.parse(ended.stdout) as Report;
  assert.equal(report.cutShort, 'deadline');
  assert.ok(report.durationMs >= 600 && report.durationMs < patienceMs, String(report.durationMs));
  assert.ok([2, 3].includes(ended.code ?? 0), String(ended.code));
});

test('a reader that has seen enough is no fault: the program ends quietly with its verdict', posix, async (t) => {
  const { port } = await working(t);
  const { child, ended } = start(t, ['--verbose', '--modes', 'pasv', `127.0.0.1:${port}`]);
  child.stdout.destroy();
  const { code, stderr } = await ended;
  assert.equal(code, 0);
  assert.doesNotMatch(stderr, /ftpdoctor:|EPIPE/);
});

const full = process.platform === 'linux' ? {} : { skip: 'only Linux has /dev/full' };

test('standard output that takes nothing is reported, with exit code 3', full, async (t) => {
  const to = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [entry, 'decode', '1,2'], { stdio: ['ignore', to, 'pipe'] });
  closeSync(to);
  t.after(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 3);
  assert.match(stderr, /^ftpdoctor: standard output does not fit on the disk \(ENOSPC\)/);
});

test('Ctrl-C on the idle ladder tells which rests were survived by then', posix, async (t) => {
  const { port } = await working(t);
  const { child, ended } = start(t, ['--format', 'json', '--idle', '8s', '--modes', 'pasv', `127.0.0.1:${port}`]);
  child.stderr.on('data', (piece: string) => {
    if (piece.includes('Idle 2s: over')) child.kill('SIGINT');
  });
  const { code, stdout, stderr } = await ended;
  assert.equal(code, 3);
  assert.match(stderr, /^Idle ladder: control connections rest for up to 0:08 min/);
  const rungs = (JSON.parse(stdout) as Report).idle?.filter(({ kept }) => kept === 'nothing') ?? [];
  assert.deepEqual(
    rungs.map(({ outcome }) => outcome),
    ['alive'],
  );
});

test('an idle ladder longer than the deadline is refused before anything is sent', async (t) => {
  const { port, lines } = await working(t);
  for (const more of [
    ['--deadline', '5m'],
    ['--format', 'nagios'],
    ['--concurrency', '2'],
  ]) {
    const { code, stderr } = await ftpdoctor(t, ['check', '--idle', '10m', ...more, `127.0.0.1:${port}`]);
    assert.equal(code, 3);
    assert.match(stderr, /--idle takes 600 s, but the check must end after \d+ s; add --deadline 690s/);
  }
  assert.deepEqual(lines, []);
});
