import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../lab/places.js';
import type { Cost } from './sweep-program.js';

const program = fileURLToPath(new URL('./sweep-program.js', import.meta.url));
const able = process.platform === 'linux' && process.getuid?.() === 0;
const absent = ['unshare', 'ip', 'nft'].filter((name) => findProgram(name) === null);
const skip = !able ? 'needs Linux and root, for a network of its own' : absent.length > 0 && `no ${absent.join(', ')}`;

/** A sweep over 1,000 loopback addresses in a network namespace, which ends with it; `127.6.0.0/16` is dropped there. */
function swept(t: TestContext, networks: readonly string[]): Cost {
  const drop = 'table ip t { chain o { type filter hook output priority 0; ip daddr 127.6.0.0/16 drop; }; }';
  const script = `ip link set lo up && nft '${drop}' && exec "$@"`;
  const argv = ['--net', 'sh', '-c', script, 'sh', process.execPath, program, ...networks];
  const { status, stdout, stderr } = spawnSync('unshare', argv, { encoding: 'utf8', timeout: 600_000 });
  assert.equal(status, 0, stderr);
  const cost = JSON.parse(stdout) as Cost;
  const waited = cost.waited < 1 ? '' : `, ${cost.waited.toFixed(1)} s of them without a processor`;
  t.diagnostic(
    `${cost.seconds.toFixed(1)} s${waited}, ${cost.megabytes.toFixed(0)} MB, ${JSON.stringify(cost.verdicts)}`,
  );
  return cost;
}

for (const [what, networks, verdicts] of [
  ['that answer', ['127.5'], { healthy: 1000 }],
  ['of which half drop every packet', ['127.5', '127.6'], { healthy: 500, broken: 500 }],
] as const) {
  test(
    `1,000 targets ${what} take less than 60 s and 300 MB at concurrency 200, and leave no descriptor`,
    { skip, timeout: 620_000 },
    (t) => {
      const { seconds, waited, megabytes, verdicts: found, descriptors } = swept(t, networks);
      assert.deepEqual(found, verdicts);
      // Two cores of its own are what it is measured for: what else this machine does is not its time.
      assert.ok(seconds - waited < 60, `${seconds} s, waited ${waited} s`);
      assert.ok(megabytes < 300, `${megabytes} MB`);
      assert.equal(descriptors[1], descriptors[0]);
    },
  );
}
