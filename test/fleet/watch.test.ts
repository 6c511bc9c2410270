import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { runHook, withoutPasswords } from '../../src/fleet/hook.js';
import { runRounds } from '../../src/fleet/rounds.js';
import { bar, span, tallyText } from '../../src/fleet/tally.js';
import { changeJson, changeLine, createWatcher, historyLine } from '../../src/fleet/watch.js';
import type { Report } from '../../src/model/report.js';
import { healthy, natWithoutAlg } from '../formats/reports.js';

const never = new AbortController().signal;
const item = {
  place: 'x',
  target: { ...healthy.target, password: 'x' },
  options: probeOptionsOf({}),
  assertions: assertionsOf({}),
  deadlineMs: null,
};

test('the first result is a change from unknown, and later ones where the verdict is another', () => {
  const watcher = createWatcher();
  const verdicts: Report['verdict'][] = ['healthy', 'healthy', 'broken', 'broken', 'healthy'];
  const changes = verdicts.map((verdict) => watcher.see(item, { ...healthy, verdict })?.from ?? null);
  assert.deepEqual(changes, ['unknown', null, 'healthy', null, 'broken']);
  assert.deepEqual(watcher.verdicts(), ['healthy']);
});

test('a check that was interrupted changes nothing', () => {
  const watcher = createWatcher();
  assert.equal(watcher.see(item, { ...healthy, verdict: 'inconclusive', cutShort: 'interrupted' }), null);
  assert.deepEqual(watcher.verdicts(), []);
});

test('a change is one line, for people and for programs, and foreign text cannot break it', () => {
  const report = { ...healthy, verdict: 'broken' as const, headline: 'a\nb\u001b[2J' };
  const line = changeLine({ from: 'healthy', report });
  assert.equal(line, '2026-11-20T18:00:00Z ftp.example.com:21 healthy -> broken: a\\x0ab\\x1b[2J\n');
  const json = changeJson({ from: 'unknown', report: natWithoutAlg });
  assert.equal(json.indexOf('\n'), json.length - 1);
  const { from, to, findings } = JSON.parse(json) as Record<string, unknown>;
  assert.deepEqual(
    [from, to, findings],
    ['unknown', natWithoutAlg.verdict, natWithoutAlg.findings.map(({ id }) => id)],
  );
});

test('the history keeps the transcript where the verdict changed', () => {
  const parse = (text: string): Report => JSON.parse(text) as Report;
  assert.ok(natWithoutAlg.transcript.length > 0);
  assert.deepEqual(parse(historyLine(natWithoutAlg, true)), natWithoutAlg);
  assert.deepEqual(parse(historyLine(natWithoutAlg, false)), { ...natWithoutAlg, transcript: [] });
});

/** Rounds on a clock of their own; each takes as long as the list says. */
async function rounds(
  took: readonly number[],
  chance: readonly number[],
  jitter: number,
): Promise<{ begun: number[]; late: number[] }> {
  let clock = 0;
  let overlapping = 0;
  const begun: number[] = [];
  const late: number[] = [];
  await runRounds(
    { intervalMs: 1000, jitter, count: took.length },
    {
      signal: never,
      now: () => clock,
      random: () => chance[begun.length - 1] ?? 0.5,
      late: (ms) => late.push(ms),
      pause(ms) {
        clock += ms;
        return Promise.resolve();
      },
      async round() {
        assert.equal(overlapping++, 0);
        clock += took[begun.push(clock) - 1] ?? 0;
        await new Promise(setImmediate);
        overlapping--;
      },
    },
  );
  return { begun, late };
}

test('rounds begin an interval apart, however long they take, and one that takes longer delays the next', async () => {
  assert.deepEqual(await rounds([100, 900, 0], [], 0), { begun: [0, 1000, 2000], late: [] });
  assert.deepEqual(await rounds([2500, 0, 0], [], 0), { begun: [0, 2500, 3500], late: [2500] });
});

test('jitter makes an interval longer or shorter by no more than its share', async () => {
  assert.deepEqual((await rounds([0, 0, 0], [0, 1], 0.1)).begun, [0, 900, 2000]);
});

test('a watch that is stopped ends its pause and begins no round', async () => {
  const stop = new AbortController();
  let count = 0;
  await runRounds(
    { intervalMs: 1000, jitter: 0, count: null },
    {
      signal: stop.signal,
      now: () => 0,
      random: () => 0,
      late: () => undefined,
      round() {
        count++;
        return Promise.resolve();
      },
      pause(_ms, signal) {
        stop.abort();
        assert.ok(signal.aborted);
        return Promise.resolve();
      },
    },
  );
  assert.equal(count, 1);
});

const posix = { skip: process.platform === 'win32' && 'hooks are written for a POSIX shell here' };

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test(
  'a hook gets the report on its standard input, what changed in its environment, and no password',
  posix,
  async (t) => {
    const folder = folderOf(t);
    const env = { PATH: process.env['PATH'], OUT: folder, FTPDOCTOR_PASSWORD: 'geheim', OWN: 'geheim too' };
    const command =
      'cat > "$OUT/report"; echo "$FTPDOCTOR_TARGET $FTPDOCTOR_FROM $FTPDOCTOR_TO $FTPDOCTOR_PASSWORD$OWN" > "$OUT/env"';
    const clean = withoutPasswords(env, new Set(['geheim too']));
    assert.equal(await runHook(command, { from: 'broken', report: healthy }, 10_000, clean, never), null);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'report'), 'utf8')), healthy);
    assert.equal(readFileSync(join(folder, 'env'), 'utf8'), 'ftp.example.com:21 broken healthy \n');
  },
);

test('a hook that fails, does not read, hangs or is ended with the watch is told in words', posix, async () => {
  const run = (command: string, limitMs: number, signal = never): Promise<string | null> =>
    runHook(command, { from: 'unknown', report: natWithoutAlg }, limitMs, process.env, signal);
  assert.equal(await run('exit 3', 10_000), 'ended with exit code 3');
  assert.equal(await run('exec 0<&-; exit 0', 10_000), null);
  assert.match((await run('sleep 60 | cat', 50)) ?? '', /ran for longer than 0 s and was ended/);
  assert.match((await run('sleep 60', 10_000, AbortSignal.abort())) ?? '', /ended with the watch/);
});

test('progress says how many of what, and how long it will last at the pace so far', () => {
  const verdicts = new Map([['broken', 2] as const, ['healthy', 8] as const]);
  assert.equal(
    tallyText({ total: 30, done: 10, running: 5, verdicts, elapsedMs: 60_000 }),
    '10/30 · 8 healthy, 2 broken · 5 under way · about 2 min left',
  );
  assert.equal(
    tallyText({ total: 3, done: 1, running: 2, verdicts, elapsedMs: 5 }),
    '1/3 · 8 healthy, 2 broken · 2 under way',
  );
  assert.equal(tallyText({ total: 3, done: 0, running: 3, verdicts: new Map(), elapsedMs: 5 }), '0/3 · 3 under way');
  assert.deepEqual(
    [bar(0, true), bar(0.999, false), bar(1, true)],
    ['░'.repeat(20), `${'#'.repeat(19)}-`, '█'.repeat(20)],
  );
  assert.deepEqual([span(900), span(41_000), span(720_000), span(11_100_000)], ['1 s', '41 s', '12 min', '3 h 05 min']);
});
