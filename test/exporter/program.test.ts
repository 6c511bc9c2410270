import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readHash, verifyPassword } from '../../src/exporter/password-hash.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

interface Program {
  readonly child: ChildProcess;
  /** Waits for a line of the log that fits. */
  readonly line: (pattern: RegExp) => Promise<string>;
}

function start(t: TestContext, ...args: readonly string[]): Program {
  const child = spawn(process.execPath, [main, 'exporter', '--listen', '127.0.0.1:0', ...args]);
  t.after(() => child.kill('SIGKILL'));
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return {
    child,
    async line(pattern) {
      while (!pattern.test(log)) {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${log}`);
        await Promise.race([once(child.stderr, 'data'), once(child, 'exit')]);
      }
      return pattern.exec(log)?.[0] ?? '';
    },
  };
}

function configFile(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-exporter-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'exporter.yml');
  writeFileSync(file, text);
  return file;
}

test('the program says where it listens, reloads on SIGHUP and ends with 0 on SIGTERM', async (t) => {
  const file = configFile(t, 'targets: [127.0.0.1]');
  const { child, line } = start(t, '--config', file);
  const url = (await line(/listening on \S+/)).replace('listening on ', '');
  assert.equal((await fetch(new URL('/-/healthy', url))).status, 200);
  child.kill('SIGHUP');
  await line(/configuration reloaded/);
  writeFileSync(file, 'targets: 7');
  child.kill('SIGHUP');
  await line(/the old one stays: \S+exporter\.yml:1:1: targets must be a list/);
  assert.equal((await fetch(new URL('/-/ready', url))).status, 200);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  assert.equal(code, 0);
});

test('an exporter that may probe anything, or that others can reach, says so at the start', async (t) => {
  const open = start(t, '--allow-any');
  await open.line(/--allow-any: whoever reaches the exporter/);
  const wide = start(t, '--listen', ':0');
  await wide.line(/can be reached by others without a password; see --web-config/);
});

test('a faulty configuration ends the start with one line and exit code 3', (t) => {
  for (const [args, why] of [
    [
      ['--config', configFile(t, 'modules: {a: {timeuot: 5s}}')],
      /exporter\.yml:1:15: module "a": .*did you mean timeout\?\n$/,
    ],
    [['--config', '/nowhere/exporter.yml'], /--config: \/nowhere\/exporter\.yml does not exist \(ENOENT\)\n$/],
    [['--listen', 'nonsense'], /--listen "nonsense" cannot be read; write for example/],
    [['--listen', '127.0.0.1:99999'], /is not a port/],
    [['--listen', '192.0.2.1:9921'], /--listen: 192\.0\.2\.1:9921 cannot be listened on/],
    [['extra'], /one word too many/],
  ] as const) {
    const run = spawnSync(process.execPath, [main, 'exporter', ...args], { encoding: 'utf8', timeout: 120_000 });
    assert.match(run.stderr, why);
    assert.equal(run.stderr.split('\n').length, 2, run.stderr);
    assert.deepEqual([run.status, run.stdout], [3, '']);
  }
});

test('--hash-password turns a line of standard input into a hash of it', async () => {
  const args = [main, 'exporter', '--hash-password'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', input: 'change me\n', timeout: 120_000 });
  const hash = readHash(run.stdout.trim());
  assert.ok(hash !== null, run.stderr);
  assert.equal(await verifyPassword('change me', hash), true);
});
