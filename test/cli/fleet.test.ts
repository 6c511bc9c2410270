import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Report } from '../../src/model/report.js';
import { entry } from './program.js';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function begin(
  t: TestContext,
  folder: string,
  argv: readonly string[],
  env: Record<string, string> = {},
  input?: string,
): ChildProcess {
  const child = spawn(process.execPath, [entry, ...argv], {
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  if (input !== undefined) child.stdin.end(input);
  return child;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const posix = { skip: process.platform === 'win32' && 'needs a POSIX shell and signals' };

/** Loopback ports that refuse: they were free a moment ago. */
async function closedPorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listening()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return ports;
}

async function listening(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const reportsIn = (text: string): Report[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Report);

test('a sweep writes one line a target, can be gone on with, and is no different for a file or standard input', async (t) => {
  const folder = folderOf(t);
  const [a, b, c] = await closedPorts(3);
  const file = join(folder, 'out.ndjson');
  const child = begin(t, folder, ['check', '--targets', '-', '--format', 'ndjson']);
  child.stdin?.end(`127.0.0.1:${a}\n127.0.0.1:${b} # comment\n`);
  const first = await ended(child);
  assert.equal(first.code, 2);
  assert.deepEqual(
    reportsIn(first.stdout)
      .map(({ target }) => target.port)
      .sort(),
    [a, b].sort(),
  );
  writeFileSync(file, `${first.stdout}{"schema":"ftpdoctor.report/1","tool`);
  writeFileSync(join(folder, 'targets.yml'), `targets: ["127.0.0.1:${a}", "127.0.0.1:${b}", "127.0.0.1:${c}"]`);
  const argv = [
    'check',
    '--targets',
    join(folder, 'targets.yml'),
    '--format',
    'ndjson',
    '--output',
    file,
    '--resume',
    file,
  ];
  const second = await ended(begin(t, folder, argv));
  assert.equal(second.code, 2);
  assert.match(second.stderr, /2 of 3 targets are in .*out\.ndjson already/);
  const all = readFileSync(file, 'utf8');
  assert.ok(all.startsWith(first.stdout));
  assert.deepEqual(
    reportsIn(all)
      .map(({ target }) => target.port)
      .sort(),
    [a, b, c].sort(),
  );
});

test('with --resume every format but NDJSON shows the whole sweep, what was already known included', async (t) => {
  const folder = folderOf(t);
  const [a, b] = await closedPorts(2);
  const file = join(folder, 'out.ndjson');
  const one = await ended(begin(t, folder, ['check', '--targets', '-', '--format', 'ndjson'], {}, `127.0.0.1:${a}\n`));
  writeFileSync(file, `${one.stdout}${one.stdout.replace('"cutShort":null', '"cutShort":"interrupted"')}`);
  const targets = join(folder, 'targets');
  writeFileSync(targets, `127.0.0.1:${a}\n127.0.0.1:${b}\n`);
  const outputs = ['pretty', 'markdown', 'junit', 'json'].flatMap((id) => [
    '--format',
    id,
    '--output',
    join(folder, id),
  ]);
  const argv = ['check', '--targets', targets, '--resume', file, ...outputs, '--format', 'ndjson', '--output', file];
  const { code, stderr } = await ended(begin(t, folder, argv));
  assert.equal(code, 2, stderr);
  assert.deepEqual(
    reportsIn(readFileSync(file, 'utf8')).map(({ target }) => target.port),
    [a, a, b],
  );
  for (const id of ['pretty', 'markdown', 'junit', 'json']) {
    const text = readFileSync(join(folder, id), 'utf8');
    for (const port of [a, b]) assert.ok(text.includes(String(port)), `${id} lacks ${port}`);
  }
  assert.match(readFileSync(join(folder, 'pretty'), 'utf8'), /2 targets: 2 broken/);
  writeFileSync(file, one.stdout.replace('"assertions":[]', '"assertions":7'));
  const other = await ended(begin(t, folder, ['check', '--targets', targets, '--resume', file]));
  assert.match(other.stderr, /out\.ndjson:1 is a result of another version, which only --format ndjson can hold/);
});

test('a bad line in a targets file stops the run before anything is sent', async (t) => {
  const folder = folderOf(t);
  const server = await listening();
  t.after(() => server.close());
  let connections = 0;
  server.on('connection', () => connections++);
  const file = join(folder, 'targets');
  writeFileSync(file, `127.0.0.1:${(server.address() as AddressInfo).port}\nbad host\nftp://\n`);
  const { code, stdout, stderr } = await ended(begin(t, folder, ['check', '--targets', file]));
  assert.equal(code, 3);
  assert.equal(stdout, '');
  assert.equal(connections, 0);
  assert.match(stderr, /targets:2:1: .*\n.*targets:3:1: .*\n.*2 faults; nothing was sent\n$/);
});

test('a reader that leaves early loses no finished result', async (t) => {
  const folder = folderOf(t);
  const ports = await closedPorts(4);
  const child = begin(t, folder, ['check', '--targets', '-', '--concurrency', '1', '--format', 'ndjson']);
  child.stdout?.destroy();
  child.stdin?.end(ports.map((port) => `127.0.0.1:${port}\n`).join(''));
  const { code, stderr } = await ended(child);
  assert.equal(code, 3);
  const rescue = readdirSync(folder).find((name) => name.startsWith('ftpdoctor-rescue-'));
  assert.ok(rescue !== undefined, stderr);
  assert.match(stderr, /standard output has been closed by its reader/);
  assert.equal(reportsIn(readFileSync(join(folder, rescue), 'utf8')).length, 1);
  assert.match(stderr, /3 of 4 targets were not checked/);
});

test('a full disk loses no finished result', { skip: !existsSync('/dev/full') && 'no /dev/full here' }, async (t) => {
  const folder = folderOf(t);
  const ports = await closedPorts(3);
  const child = begin(t, folder, ['check', '--targets', '-', '--format', 'ndjson', '--output', '/dev/full']);
  child.stdin?.end(ports.map((port) => `127.0.0.1:${port}\n`).join(''));
  const { code, stdout, stderr } = await ended(child);
  assert.equal(code, 3);
  assert.match(stderr, /\/dev\/full does not fit on the disk \(ENOSPC\); results go to standard output/);
  assert.equal(reportsIn(stdout).length, 3);
});

const mounts = process.platform === 'linux' && process.getuid?.() === 0;

test(
  'a disk that fills up in the middle loses no finished result, and --resume goes on where it ended',
  { skip: !mounts && 'needs root, to mount a small disk' },
  async (t) => {
    const folder = folderOf(t);
    const disk = mkdtempSync(join(tmpdir(), 'ftpdoctor-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'none', disk]);
    t.after(() => {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    });
    const ports = await closedPorts(12);
    const file = join(disk, 'out.ndjson');
    const targets = ports.map((port) => `127.0.0.1:${port}\n`).join('');
    const argv = ['check', '--targets', '-', '--format', 'ndjson', '--output', file];
    const { code, stdout, stderr } = await ended(begin(t, folder, argv, {}, targets));
    assert.equal(code, 3);
    assert.match(stderr, /out\.ndjson does not fit on the disk \(ENOSPC\); results go to standard output/);
    const [kept, spilt] = [readFileSync(file, 'utf8'), stdout].map(reportsIn);
    assert.ok(kept !== undefined && spilt !== undefined && kept.length > 0 && spilt.length > 0, stderr);
    const seen = [...kept, ...spilt].map(({ target }) => target.port);
    assert.deepEqual(seen.sort(), [...ports].sort());
    const rest = ['check', '--targets', '-', '--format', 'ndjson', '--resume', file];
    const resumed = await ended(begin(t, folder, rest, {}, targets));
    assert.equal(reportsIn(resumed.stdout).length, spilt.length);
  },
);

test('Ctrl-C says what is known of a sweep and how many were not checked', posix, async (t) => {
  const folder = folderOf(t);
  const server = await listening();
  t.after(() => server.close());
  const [closed] = await closedPorts(1);
  const silent = (server.address() as AddressInfo).port;
  const child = begin(t, folder, ['check', '--targets', '-', '--concurrency', '1', '--format', 'ndjson']);
  server.once('connection', () => child.kill('SIGINT'));
  child.stdin?.end(`127.0.0.1:${closed}\n127.0.0.1:${silent}\n127.0.0.1:1\n`);
  const { code, stdout, stderr } = await ended(child);
  assert.equal(code, 3);
  assert.deepEqual(
    reportsIn(stdout).map(({ verdict, cutShort }) => [verdict, cutShort]),
    [
      ['broken', null],
      ['inconclusive', 'interrupted'],
    ],
  );
  assert.match(stderr, /1 of 3 targets were not checked/);
  server.close();
});

test('a password reaches neither results nor messages of a sweep', async (t) => {
  const folder = folderOf(t);
  const [port] = await closedPorts(1);
  const file = join(folder, 'targets.yml');
  writeFileSync(file, `defaults: { user: joe, password: '\${PW}' }\ntargets: ["127.0.0.1:${port}"]`);
  for (const format of ['ndjson', 'pretty', 'junit', 'prometheus', 'github', 'nagios', 'markdown', 'trace']) {
    const argv = ['check', '--targets', file, '--verbose', '--format', format];
    const { stdout, stderr } = await ended(begin(t, folder, argv, { PW: 'geheim-4711' }));
    assert.notEqual(stdout, '', format);
    assert.doesNotMatch(stdout + stderr, /geheim/, format);
  }
});

test('watch prints a change once, keeps every result and tells the hook', posix, async (t) => {
  const folder = folderOf(t);
  const [port] = await closedPorts(1);
  const history = join(folder, 'history.ndjson');
  const hook = `echo "$FTPDOCTOR_FROM $FTPDOCTOR_TO" >> ${join(folder, 'hook')}; cat > /dev/null`;
  const argv = [
    'watch',
    `127.0.0.1:${port}`,
    '--interval',
    '10ms',
    '--count',
    '3',
    '--exec',
    hook,
    '--history',
    history,
  ];
  const { code, stdout } = await ended(begin(t, folder, argv));
  assert.equal(code, 2);
  assert.match(stdout, /^\S+Z 127\.0\.0\.1:\d+ unknown -> broken: [^\n]*\n$/);
  assert.equal(readFileSync(join(folder, 'hook'), 'utf8'), 'unknown broken\n');
  assert.equal(reportsIn(readFileSync(history, 'utf8')).length, 3);
});

test('watch ends cleanly on Ctrl-C, with the code of what it knows', posix, async (t) => {
  const folder = folderOf(t);
  const [port] = await closedPorts(1);
  const child = begin(t, folder, ['watch', `127.0.0.1:${port}`, '--interval', '1h']);
  child.stdout?.once('data', () => child.kill('SIGINT'));
  const { code, stderr } = await ended(child);
  assert.equal(code, 2);
  assert.equal(stderr, '');
});

test('merge joins parts and places, names bad lines, and ends with the worst code', async (t) => {
  const folder = folderOf(t);
  const [port] = await closedPorts(1);
  const { stdout: line } = await ended(begin(t, folder, ['check', `127.0.0.1:${port}`, '--format', 'ndjson']));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const rome = write('rome.ndjson', line);
  const oslo = write('oslo.ndjson', line.replace('"verdict":"broken"', '"verdict":"healthy"'));
  const both = await ended(begin(t, folder, ['merge', rome, oslo, '--format', 'json']));
  assert.equal(both.code, 2);
  const { places, sights } = JSON.parse(both.stdout) as { places: string[]; sights: { differences: string[] }[] };
  assert.deepEqual(places, ['rome', 'oslo']);
  assert.match(sights[0]?.differences[0] ?? '', /^broken \(control-refused\) only from rome; healthy from oslo\.$/);
  const torn = await ended(begin(t, folder, ['merge', oslo, write('torn.ndjson', `x\n${line.slice(0, 50)}`)]));
  assert.equal(torn.code, 3);
  assert.match(torn.stderr, /torn\.ndjson:1 is not JSON.*\n.*torn\.ndjson:2 ends in the middle/);
  const nothing = await ended(begin(t, folder, ['merge', write('empty', '')]));
  assert.deepEqual([nothing.code, nothing.stdout], [3, '']);
});
