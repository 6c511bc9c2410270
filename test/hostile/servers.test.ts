import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type { Report } from '../../src/model/report.js';
import { behaviours } from './behaviours/index.js';
import { serveHostile, type Behaviour } from './hostile-server.js';
import { watched } from './watched.js';

const linux = process.platform === 'linux' ? {} : { skip: 'the descriptors of a process are counted in /proc' };
/** What the last call may take to notice that the check is over, on a busy machine. */
const graceMs = 10_000;
const mostMegabytes = 150;
const exitCodes = { healthy: 0, degraded: 1, broken: 2, inconclusive: 3 } as const;

/** As long as users wait; short for most behaviours, so that all can be tried. */
const patience = {
  short: { timeout: '500ms', deadlineMs: 3000 },
  /** On a busy machine a handshake takes its time, and what comes after it is what is tried. */
  handshakes: { timeout: '2s', deadlineMs: 8000 },
  usual: { timeout: '8s', deadlineMs: 10_000 },
} as const;

/** What was tried of each kind and came to its verdict. */
const judged = new Map<string, number>();
let worstMegabytes = 0;

async function survive(t: TestContext, behaviour: Behaviour, given: keyof typeof patience = 'short'): Promise<void> {
  const { timeout, deadlineMs } = patience[given];
  const port = await serveHostile(t, behaviour);
  const limits = ['--timeout', timeout, '--deadline', `${deadlineMs}ms`];
  const words = ['--format', 'json', ...limits, ...(behaviour.argv ?? []), `127.0.0.1:${port}`];
  const ended = await watched(t, words);
  assert.equal(ended.signal, null);
  assert.doesNotMatch(ended.stderr, /internal error/);
  const report = JSON.parse(ended.stdout) as Report;
  assert.ok(report.durationMs <= deadlineMs + graceMs, `it took ${report.durationMs} ms`);
  assert.ok(ended.mostMegabytes < mostMegabytes, `it held ${ended.mostMegabytes.toFixed(0)} MB`);
  assert.equal(ended.sockets, 0, 'sockets were left open');
  assert.equal(ended.code, exitCodes[report.verdict]);
  assert.deepEqual(
    report.experiments.filter(({ status }) => status === 'crashed'),
    [],
  );
  if (behaviour.harmless !== true) assert.notEqual(report.verdict, 'healthy');
  worstMegabytes = Math.max(worstMegabytes, ended.mostMegabytes);
  t.diagnostic(
    `${report.verdict}: ${report.findings[0]?.id ?? 'nothing'}; ${report.durationMs.toFixed(0)} ms, ${ended.mostMegabytes.toFixed(0)} MB`,
  );
}

async function tried(kind: string, run: Promise<void>): Promise<void> {
  await run;
  judged.set(kind, (judged.get(kind) ?? 0) + 1);
}

/** Most of them are waited for, so more run at once than there are processors. */
const atOnce = { concurrency: availableParallelism() * 4 };

suite('a server that does its worst gets a verdict in bounded time and memory', { ...linux, ...atOnce }, () => {
  for (const [kind, those] of Object.entries(behaviours))
    for (const [does, behaviour] of Object.entries(those))
      test(`${kind}: a server that ${does}`, (t) =>
        tried(kind, survive(t, behaviour, kind.includes('TLS') ? 'handshakes' : 'short')));
  // What has no end is bounded by design, and not because the check was soon over.
  for (const kind of ['greeting', 'replies', 'data'] as const)
    for (const [does, behaviour] of Object.entries<Behaviour>(behaviours[kind]))
      if (/without end/.test(does))
        test(`${kind}, for as long as users wait: a server that ${does}`, (t) => survive(t, behaviour, 'usual'));
});

test('every way to misbehave was tried, and none got away without a verdict', linux, (t) => {
  for (const [kind, those] of Object.entries(behaviours)) {
    const number = Object.keys(those).length;
    t.diagnostic(`hostile servers, ${kind}: ${number} tried, ${number - (judged.get(kind) ?? 0)} lost`);
    assert.equal(judged.get(kind), number);
  }
  t.diagnostic(`the most memory that any of these checks held: ${worstMegabytes.toFixed(0)} MB`);
});

test('any client can be pointed at them', async (t) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.js'), 'greeting', 'speaks HTTP']);
  t.after(() => child.kill());
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const [, port] = /^ftp:\/\/127\.0\.0\.1:(\d+) {2}greeting: a server that speaks HTTP\n$/.exec(line) ?? [];
  const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
  t.after(() => socket.destroy());
  const [said] = (await once(socket, 'data')) as [string];
  assert.match(said, /^HTTP\/1\.1 400/);
});
