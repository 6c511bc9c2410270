import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { suite, test, type TestContext } from 'node:test';
import type { Report } from '../../src/model/report.js';
import { callers } from './behaviours/active.js';
import { data } from './behaviours/data.js';
import { greetings } from './behaviours/greetings.js';
import { passives } from './behaviours/passive.js';
import { replies } from './behaviours/replies.js';
import { resets } from './behaviours/resets.js';
import { tls } from './behaviours/tls.js';
import { serveHostile, type Behaviour, type Behaviours } from './hostile-server.js';
import { watched } from './watched.js';

const linux = process.platform === 'linux' ? {} : { skip: 'the descriptors of a process are counted in /proc' };
/** What the last call may take to notice that the check is over, on a busy machine. */
const graceMs = 1500;
const mostMegabytes = 150;
const exitCodes = { healthy: 0, degraded: 1, broken: 2, inconclusive: 3 } as const;

/** Two ways to misbehave at once: what both do is done in the first one's way. */
const pairs: Behaviours = Object.fromEntries(
  Object.entries(data).flatMap(([name, one], at) => {
    const others = Object.entries(at % 2 === 0 ? replies : resets);
    const [otherName, other] = others[(at * 7) % others.length] ?? [];
    return [[`${name}, and ${otherName ?? ''}`, { ...other, ...one }]];
  }),
);

/** As long as users wait; short for most behaviours, so that all can be tried. */
const patience = {
  short: { timeout: '500ms', deadlineMs: 3000 },
  usual: { timeout: '8s', deadlineMs: 10_000 },
} as const;

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
  t.diagnostic(
    `${report.verdict}: ${report.findings[0]?.id ?? 'nothing'}; ${report.durationMs.toFixed(0)} ms, ${ended.mostMegabytes.toFixed(0)} MB`,
  );
}

const kinds: Readonly<Record<string, Behaviours>> = {
  greeting: greetings,
  replies,
  'passive reply': passives,
  data,
  caller: callers,
  cut: resets,
  TLS: tls,
  'two at once': pairs,
};

/** Most of them are waited for, so more run at once than there are processors. */
const atOnce = { concurrency: availableParallelism() * 4 };

suite('a server that does its worst gets a verdict in bounded time and memory', { ...linux, ...atOnce }, () => {
  for (const [kind, behaviours] of Object.entries(kinds))
    for (const [does, behaviour] of Object.entries(behaviours))
      test(`${kind}: a server that ${does}`, (t) => survive(t, behaviour));
  // What has no end is bounded by design, and not because the check was soon over.
  for (const [kind, behaviours] of Object.entries({ greetings, replies, data }))
    for (const [does, behaviour] of Object.entries(behaviours))
      if (/without end/.test(does))
        test(`${kind}, for as long as users wait: a server that ${does}`, (t) => survive(t, behaviour, 'usual'));
});
