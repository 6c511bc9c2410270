import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/model/report.js';
import { ftpdoctor, start } from '../cli/program.js';
import { serveHostile } from '../hostile/hostile-server.js';
import { realServer } from '../hostile/real-server.js';

const linux = { skip: process.platform === 'linux' ? false : 'it needs Linux', concurrency: 4 };
const joe = { FTPDOCTOR_PASSWORD: 'x' };

function reportOf(text: string): Report {
  return JSON.parse(text) as Report;
}

suite('trouble of the process itself', linux, () => {
  test('where too few files may be open, that is the complaint, and no network is blamed', async (t) => {
    const port = await realServer(t, { joe: 'x' });
    const target = `ftp://joe@127.0.0.1:${port}`;
    const within = (files: number): { inside: string[]; env: typeof joe } => ({
      inside: ['prlimit', `--nofile=${files}`],
      env: joe,
    });
    for (const files of [22, 51]) {
      for (const words of [[target], ['check', '--concurrency', '2', target], ['watch', '--count', '1', target]]) {
        const { code, stdout, stderr } = await ftpdoctor(t, words, within(files));
        assert.deepEqual([code, stdout], [3, ''], `${files} ${words.join(' ')}: ${stderr}`);
        assert.match(
          stderr,
          new RegExp(`^ftpdoctor: this process may have only ${files} files open, .*ulimit -n`, 'm'),
        );
      }
    }
    const { code, stdout } = await ftpdoctor(
      t,
      ['--format', 'json', '--depth', 'deep', '--samples', '8', target],
      within(52),
    );
    assert.deepEqual([code, reportOf(stdout).verdict], [0, 'healthy']);
    assert.doesNotMatch(stdout, /EMFILE/);
  });

  test('a range for active mode that cannot be had is told as that, and no firewall is blamed', async (t) => {
    const port = await realServer(t, { joe: 'x' });
    const busy = createServer();
    t.after(() => busy.close());
    busy.listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const taken = busy.address();
    assert.ok(taken !== null && typeof taken === 'object');
    const nobody = ['setpriv', '--reuid=65534', '--clear-groups'];
    for (const [range, inside, says] of [
      [String(taken.port), [], `port ${taken.port} of this machine: in use`],
      ['900-910', process.getuid?.() === 0 ? nobody : [], 'ports 900 to 910 of this machine: this user may not'],
    ] as const) {
      const words = ['--format', 'json', '--active-ports', range, `ftp://joe@127.0.0.1:${port}`];
      const { code, stdout, stderr } = await ftpdoctor(t, words, { env: joe, inside });
      assert.equal(code, 1, stderr);
      assert.ok(stdout.includes(says), stdout);
      const causes = reportOf(stdout).findings.filter(({ kind }) => kind === 'cause');
      assert.deepEqual(
        causes.map(({ id }) => id),
        [],
      );
    }
  });

  test('a clock that steps back and forth changes neither verdict nor durations', async (t) => {
    const port = await realServer(t, { joe: 'x' });
    const step = 'let n = 0; const now = Date.now; Date.now = () => now() + (n++ % 2 === 0 ? -1 : 1) * 864e5;';
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(step)}`;
    const words = ['--format', 'json', '--timeout', '10s', `ftp://joe@127.0.0.1:${port}`];
    const { code, stdout } = await ftpdoctor(t, words, { env: { ...joe, NODE_OPTIONS } });
    const report = reportOf(stdout);
    assert.deepEqual([code, report.verdict], [0, 'healthy']);
    // A step is a day.
    assert.ok(report.durationMs > 0 && report.durationMs < 6e5, String(report.durationMs));
    for (const { startedMs, finishedMs } of report.transcript)
      assert.ok(startedMs >= 0 && finishedMs >= startedMs && finishedMs <= report.durationMs + 1);
  });

  /** Longer than the timeout of the check, so that its timers are due before it looks at its sockets. */
  const asleepMs = 4500;
  for (const verb of ['USER', 'PASS', 'PASV', 'LIST'])
    test(`a sleep at ${verb} that is longer than every timeout does not make a healthy server broken`, async (t) => {
      const sleeps: Promise<void>[] = [];
      const port = await serveHostile(t, {
        hear(_, command, usual) {
          if (command.verb === verb && sleeps.length === 0) {
            child.kill('SIGSTOP');
            sleeps.push(
              pause(asleepMs).then(() => {
                child.kill('SIGCONT');
              }),
            );
          }
          usual();
        },
      });
      const { child, ended } = start(t, [
        '--format',
        'json',
        '--timeout',
        '4s',
        '--modes',
        'pasv',
        `127.0.0.1:${port}`,
      ]);
      const { code, stdout } = await ended;
      assert.equal(sleeps.length, 1);
      await Promise.all(sleeps);
      const report = reportOf(stdout);
      assert.deepEqual([code, report.verdict], [0, 'healthy'], JSON.stringify(report.findings, null, 1));
    });
});
