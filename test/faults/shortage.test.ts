import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import text from '../../src/formats/pretty.js';
import { simulate } from '../../src/lab/network.js';
import type { FtpSetup } from '../../src/lab/ftp/setup.js';
import { ftp, target, world } from '../../src/lab/parts.js';
import { shortages, type Network, type Outcome } from '../../src/model/network.js';
import type { Report } from '../../src/model/report.js';
import { failureOf } from '../../src/network/failure.js';
import { entry, folderFor } from '../cli/program.js';
import { realServer } from '../hostile/real-server.js';

type Call = 'connect' | 'listen';
type Errno = keyof typeof shortages;

const plain = { width: 80, colour: false, unicode: true, quiet: false, verbose: false };

/** A healthy server, checked by a machine that lacks something whenever a data connection is to be made so. */
async function checkedWithout(errno: Errno, calls: readonly Call[], server: Partial<FtpSetup> = {}): Promise<Report> {
  const real = simulate({ build: () => world({ services: { 21: ftp(server) } }) });
  const failure = failureOf(Object.assign(new Error(`connect ${errno}`), { code: errno }));
  const lacking = (call: Call): Promise<Outcome<never>> | null =>
    calls.includes(call) ? Promise.resolve({ ok: false, failure }) : null;
  const network: Network = {
    ...real,
    connect: (to, options) => (options.purpose === 'data' ? lacking('connect') : null) ?? real.connect(to, options),
    listen: (options) => lacking('listen') ?? real.listen(options),
  };
  return (await check(target(), probeOptionsOf({}), assertionsOf({}), network)).report;
}

suite('what this machine runs short of in the middle of a check', () => {
  for (const errno of Object.keys(shortages) as Errno[])
    for (const calls of [['connect'], ['listen'], ['connect', 'listen']] as const)
      test(`${errno} at ${calls.join(' and ')} leaves the verdict open and blames nobody`, async () => {
        const report = await checkedWithout(errno, calls);
        assert.equal(report.verdict, 'inconclusive');
        assert.match(
          report.headline,
          new RegExp(`^Not decided: during the check this .*\\(${errno}\\); .* check again\\.$`),
        );
        assert.deepEqual([report.findings, report.advice.nextExperiment, report.advice.clients], [[], null, []]);
        assert.doesNotMatch(text.render(report, plain), /no rule explains|from another network/);
      });

  test('a cause that is seen all the same is no more than possible, and says why', async () => {
    const report = await checkedWithout('EMFILE', ['listen'], { pasvReply: () => '227 (10,0,0,10,195,80)' });
    assert.equal(report.verdict, 'inconclusive');
    const causes = report.findings.filter(({ kind }) => kind === 'cause');
    assert.ok(causes.length > 0);
    for (const { confidence, against } of causes) {
      assert.equal(confidence, 'possible');
      assert.ok(against.some(({ text: why, events }) => why.includes('EMFILE') && events.length > 0));
    }
  });
});

/** Starts an exporter that may have few files open, and answers with its URL. */
async function exporterWith(t: TestContext, files: number, port: number): Promise<string> {
  const config = join(folderFor(t), 'exporter.yml');
  writeFileSync(
    config,
    `modules:\n  default:\n    user: joe\n    password-env: WORD\n    targets: ['127.0.0.1:${port}']\n`,
  );
  const words = [
    `--nofile=${files}`,
    process.execPath,
    entry,
    'exporter',
    '--listen',
    '127.0.0.1:0',
    '--config',
    config,
  ];
  const child = spawn('prlimit', words, { env: { PATH: process.env['PATH'] ?? '', WORD: 'x' } });
  t.after(() => child.kill('SIGKILL'));
  const [said] = (await once(child.stderr.setEncoding('utf8'), 'data')) as [string];
  return /http:\/\/\S+/.exec(said)?.[0] ?? said;
}

test(
  'a crowd of clients takes no descriptor that a probe of the exporter needs',
  { skip: process.platform === 'linux' ? false : 'it needs prlimit' },
  async (t) => {
    const port = await realServer(t, { joe: 'x' });
    for (const files of [60, 90]) {
      const url = new URL(await exporterWith(t, files, port));
      const open = (): Socket => {
        const socket = connect(Number(url.port), url.hostname)
          .setEncoding('utf8')
          .on('error', () => undefined);
        t.after(() => socket.destroy());
        return socket;
      };
      const asking = open();
      await once(asking, 'connect');
      const crowd = Array.from({ length: files }, open);
      // The exporter lets in as many as it has room for, and closes on the rest.
      await Promise.race(crowd.map((socket) => once(socket, 'close')));
      let answer = '';
      asking.on('data', (piece: string) => (answer += piece));
      asking.write(`GET /probe?target=127.0.0.1:${port} HTTP/1.0\r\n\r\n`);
      await once(asking, 'close');
      assert.match(answer, /^ftpdoctor_verdict\{verdict="healthy"\} 1$/m);
    }
  },
);
