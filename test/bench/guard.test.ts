import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeCapture } from '../../bench/capture-file.js';
import { withFleet } from '../../bench/fleet-targets.js';
import { logs, writeLog } from '../../bench/log-file.js';
import { inAlternation, ratios, spreadOf } from '../../bench/measure.js';
import { absent, ours, time } from '../../bench/programs.js';
import { mustBeHealthy, sweep } from '../../bench/rows/fleet.js';
import { profiled } from '../../bench/profile.js';
import { mustSay } from '../../bench/verdict.js';
import { startFarm } from '../fleet/farm.js';

// Ratios of processor time, since a machine at work on other things stretches wall time; pair by pair, the middle one,
// since a busy machine slows down both of a pair. The bounds are what docs/benchmarks.md says plus a third: they hold off a
// slip by which a program is suddenly half as fast, not the change of a version.

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-guard-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** How many times the processor time of `base` each of the programs takes. */
async function times(
  turns: number,
  base: readonly string[],
  ...programs: readonly (readonly string[])[]
): Promise<number[]> {
  const measures = [base, ...programs].map((argv) => async () => (await time(argv, [0, 1, 2])).cpuMs);
  const [bases = [], ...others] = await inAlternation(turns, ...measures);
  return others.map((values) => spreadOf(ratios(values, bases)).median);
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
    const [version = 0, checked = 0] = await times(9, bareNode, ours('--version'), check);
    assert.ok(version < 1.4, `--version: ${version.toFixed(2)}`);
    assert.ok(checked < 4.3, `check: ${checked.toFixed(2)}`);
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
      const [mine = 0] = await times(3, [process.execPath, peer, file, '200'], sweep(file));
      assert.ok(mine / 4 < 2, (mine / 4).toFixed(2));
    }),
);

const tsharkMissing = absent('python3', 'tshark');

test('a capture is read several times as fast as by tshark', { skip: tsharkMissing || false }, async (t) => {
  const file = join(folderFor(t), 'some.pcap');
  // So large that the reading counts for more than the start and the judging.
  await writeCapture(file, 500);
  const tshark = ['tshark', '-n', '-r', file, '-Y', 'ftp', '-T', 'fields', '-e', 'ftp.response.code'];
  const [theirs = 0] = await times(3, ours('explain', file, '--format', 'json'), tshark);
  assert.ok(theirs > 3, theirs.toFixed(2));
});

test('the time for a log grows with its size, not faster', { skip: pythonMissing || false }, async (t) => {
  const folder = folderFor(t);
  for (const [name, piece] of Object.entries(logs)) {
    const [small, large] = [join(folder, `${name}-5`), join(folder, `${name}-20`)];
    writeLog(small, piece, 5);
    writeLog(large, piece, 20);
    const explain = (file: string): string[] => ours('explain', '--format', 'json', file);
    const [more = 0] = await times(3, explain(small), explain(large));
    assert.ok(more < 6, `${name}: ${more.toFixed(2)}`);
  }
});

test('a profile names functions of the program', { skip: absent('python3') || false }, async () => {
  const table = await profiled(() => time(ours('decode', '227 Entering Passive Mode (10,0,0,10,195,80)')));
  assert.match(table, /^ *\d+\.\d %  +\d+ ms {2}\S.*$/m);
  assert.match(table, /ftpdoctor\.(?:cjs|js):\d+/);
});
