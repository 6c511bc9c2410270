import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeCapture } from '../../bench/capture-file.js';
import { withFleet } from '../../bench/fleet-targets.js';
import { logs, writeLog } from '../../bench/log-file.js';
import { inAlternation, spreadOf } from '../../bench/measure.js';
import { absent, ours, time } from '../../bench/programs.js';
import { mustBeHealthy, sweep } from '../../bench/rows/fleet.js';
import { mustSay } from '../../bench/verdict.js';
import { startFarm } from '../fleet/farm.js';

// Ratios of processor time, since a machine at work on other things stretches wall time; of the least of several, since
// nothing makes a program faster than it is. The bounds are what docs/benchmarks.md says plus a third: they hold off a
// slip by which a program is suddenly half as fast, not the change of a version.

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-guard-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function leastCpu(times: number, ...argvs: readonly (readonly string[])[]): Promise<number[]> {
  const measures = argvs.map((argv) => async () => (await time(argv, [0, 1, 2])).cpuMs);
  return (await inAlternation(times, ...measures)).map((values) => spreadOf(values).least);
}

const pythonMissing = absent('python3');
const bareNode = [process.execPath, '-e', '0'];

test(
  'the version and a check start as fast as before, in relation to Node itself',
  { skip: pythonMissing || false },
  async (t) => {
    const farm = await startFarm();
    t.after(() => farm.close());
    const check = ours('check', '--format', 'json', `127.0.0.1:${farm.healthyPort}`);
    mustSay('healthy', (await time(check)).stdout);
    const [version = 0, checked = 0, node = 0] = await leastCpu(8, ours('--version'), check, bareNode);
    assert.ok(version / node < 1.4, `--version: ${(version / node).toFixed(2)}`);
    assert.ok(checked / node < 4.3, `check: ${(checked / node).toFixed(2)}`);
  },
);

test(
  'a data connection of a sweep costs as little as before, in relation to basic-ftp',
  { skip: pythonMissing || false },
  () =>
    withFleet(async (some) => {
      const targets = 150;
      const file = await some.targets(targets);
      mustBeHealthy((await time(sweep(file))).stdout, targets);
      const peer = fileURLToPath(new URL('../../bench/basic-ftp-sweep.js', import.meta.url));
      const [mine = 0, theirs = 0] = await leastCpu(2, sweep(file), [process.execPath, peer, file, '200']);
      assert.ok(mine / 4 / theirs < 2, (mine / 4 / theirs).toFixed(2));
    }),
);

const tsharkMissing = absent('python3', 'tshark');

test('a capture is read several times as fast as by tshark', { skip: tsharkMissing || false }, async (t) => {
  const file = join(folderFor(t), 'some.pcap');
  await writeCapture(file, 250);
  const tshark = ['tshark', '-n', '-r', file, '-Y', 'ftp', '-T', 'fields', '-e', 'ftp.response.code'];
  const [mine = 0, theirs = 0] = await leastCpu(2, ours('explain', file, '--format', 'json'), tshark);
  assert.ok(theirs / mine > 3, (theirs / mine).toFixed(2));
});

test('the time for a log grows with its size, not faster', { skip: pythonMissing || false }, async (t) => {
  const folder = folderFor(t);
  for (const [name, piece] of Object.entries(logs)) {
    const [small, large] = [join(folder, `${name}-5`), join(folder, `${name}-20`)];
    writeLog(small, piece, 5);
    writeLog(large, piece, 20);
    const explain = (file: string): string[] => ours('explain', '--format', 'json', file);
    const [less = 0, more = 0] = await leastCpu(2, explain(small), explain(large));
    assert.ok(more / less < 6, `${name}: ${(more / less).toFixed(2)}`);
  }
});
