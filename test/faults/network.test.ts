import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { Report } from '../../src/model/report.js';
import { folderFor, ftpdoctor, start } from '../cli/program.js';
import { realServer } from '../hostile/real-server.js';
import { addresses, openSpace, spaceMissing } from './space.js';

const missing = spaceMissing();
const options = { skip: missing === '' ? false : missing, concurrency: 4 };
const quick = ['--format', 'json', '--timeout', '1s'];

suite('trouble of the network around us', options, () => {
  test('a name server that never answers costs the timeout and not much more, and the process ends', async (t) => {
    const { client, server } = openSpace(t);
    const mute = `import socket,sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('0.0.0.0', 53))
print('ready', flush=True)
sys.stdin.read()`;
    const resolver = spawn('ip', [...server.slice(1), 'python3', '-c', mute], { stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => resolver.kill('SIGKILL'));
    await once(resolver.stdout, 'data');
    // By itself the resolver of the system would hold the process until it is killed, and its exit code were null.
    const { code, stdout } = await ftpdoctor(t, [...quick, 'ftp.example.com'], { inside: client });
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([code, report.verdict, report.findings[0]?.id], [3, 'inconclusive', 'name-not-resolved']);
    assert.match(JSON.stringify(report.findings[0]), /No name server answered/);
  });

  test('a name server that is not there is told apart from a name that does not exist', async (t) => {
    const { client } = openSpace(t);
    const { code, stdout } = await ftpdoctor(t, [...quick, 'ftp.example.com'], { inside: client });
    const [finding] = (JSON.parse(stdout) as Report).findings;
    assert.deepEqual([code, finding?.id], [3, 'name-not-resolved']);
    assert.match(JSON.stringify(finding), /No name server answered.*reaches its name servers/);
  });

  test('without a route the report says that this machine has none', async (t) => {
    const { client } = openSpace(t);
    const { code, stdout } = await ftpdoctor(t, [...quick, '203.0.113.9'], { inside: client });
    const [finding] = (JSON.parse(stdout) as Report).findings;
    assert.deepEqual([code, finding?.id], [2, 'control-filtered']);
    assert.match(JSON.stringify(finding), /ENETUNREACH.*has no route to 203\.0\.113\.9/);
  });

  test('a network that is switched in the middle of a sweep takes nothing that was finished', async (t) => {
    const space = openSpace(t);
    const port = await realServer(t, { joe: 'x' }, space.server);
    const target = `ftp://joe@${addresses.server}:${port}`;
    const words = ['check', '--targets', '-', '--concurrency', '1', '--timeout', '5s', '--format', 'ndjson'];
    const { child, ended } = start(t, words, {
      ...{ inside: space.client, env: { FTPDOCTOR_PASSWORD: 'x' } },
      input: `${target}\n${target}/other\n`,
    });
    let seen = '';
    child.stdout.on('data', (piece: string) => {
      if (seen === '') {
        space.ip('addr', 'flush', 'dev', 'wire');
        space.ip('addr', 'add', `${addresses.other}/24`, 'dev', 'wire');
        space.ip('route', 'add', 'blackhole', `${addresses.server}/32`);
      }
      seen += piece;
    });
    const { code, stdout } = await ended;
    const reports = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Report);
    assert.deepEqual([reports[0]?.verdict, reports.length], ['healthy', 2]);
    assert.ok(reports[1]?.verdict !== 'healthy' && code !== 0, stdout);
  });

  /** The server answers EPSV when there is a file of this name, so that the network is switched while the client waits. */
  const answersAfter = (file: string): string => `import os, time
usual = handler.ftp_EPSV
def late(self, line):
    while not os.path.exists(${JSON.stringify(file)}):
        time.sleep(0.05)
    return usual(self, line)
handler.ftp_EPSV = late
`;
  for (const how of ['goes away', 'gets another address'] as const)
    test(`a network that ${how} in the middle of a check ends it with what was found, in time`, async (t) => {
      const space = openSpace(t);
      const file = join(folderFor(t), 'switched');
      const port = await realServer(t, { joe: 'x' }, space.server, answersAfter(file));
      const words = [
        '--format',
        'json',
        '--timeout',
        '5s',
        '--serial',
        '--verbose',
        `ftp://joe@${addresses.server}:${port}`,
      ];
      const { child, ended } = start(t, words, { inside: space.client, env: { FTPDOCTOR_PASSWORD: 'x' } });
      let switched = false;
      child.stderr.on('data', (piece: string) => {
        if (switched || !/waiting for the reply to EPSV/.test(piece)) return;
        switched = true;
        if (how === 'goes away') space.ip('link', 'set', 'wire', 'down');
        else {
          space.ip('addr', 'flush', 'dev', 'wire');
          space.ip('addr', 'add', `${addresses.other}/24`, 'dev', 'wire');
        }
        writeFileSync(file, '');
      });
      const { code, stdout, stderr } = await ended;
      assert.ok(switched, stderr);
      const report = JSON.parse(stdout) as Report;
      assert.ok([1, 2, 3].includes(code ?? 0), `${String(code)} ${report.verdict}`);
      assert.equal(report.attempts.find(({ mode }) => mode === 'PASV')?.reached, 'completed');
      assert.deepEqual(
        report.experiments.filter(({ status }) => status === 'crashed'),
        [],
      );
      const blamed = report.findings.filter(({ kind, confidence }) => kind === 'cause' && confidence !== 'possible');
      assert.deepEqual(
        blamed.map(({ id }) => id),
        [],
      );
      t.diagnostic(
        `${report.verdict}: ${report.findings.map(({ id, confidence }) => `${confidence} ${id}`).join(', ')}`,
      );
    });
});
