import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from '../../src/lab/network.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { labConfig, startFor } from './start.js';
import { collectGarbage } from '../support/garbage.js';

const minutes = 24 * 60;
const day = ['healthy', 'server-behind-nat', 'range-partial', 'login-refused', 'control-refused'].map((id) => {
  const found: Scenario | undefined = findScenario(id);
  assert.ok(found !== undefined, id);
  return found;
});

/** Bytes in use after all that can be collected was. */
async function inUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}

test('24 hours of a probe each minute, in compressed time, leave no memory, socket or timer behind', async (t) => {
  const clock = { ms: 0 };
  let probes = 0;
  const labs: ReturnType<typeof simulate>[] = [];
  const network = (): ReturnType<typeof simulate> => {
    const [scenario] = day.slice(probes++ % day.length);
    assert.ok(scenario !== undefined);
    const lab = simulate(scenario);
    labs.push(lab);
    return lab;
  };
  const { get } = await startFor(t, labConfig, { network, now: () => clock.ms });
  const levels: number[] = [];
  let resources = 0;
  for (let minute = 0; minute < minutes; minute++) {
    clock.ms += 60_000;
    const response = await get('/probe?target=ftp.example.com');
    assert.equal(response.status, 200);
    await response.text();
    for (const lab of labs.splice(0)) assert.equal(lab.leaks(), 0);
    if (minute === 119) resources = process.getActiveResourcesInfo().length;
    if (minute % 120 === 119) levels.push(await inUse());
  }
  assert.equal(probes, minutes);
  const [, settled = 0, ...later] = levels;
  const growth = (later.at(-1) ?? 0) - settled;
  t.diagnostic(`heap every two hours: ${levels.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(' ')} MiB`);
  assert.ok(growth < 4 * 2 ** 20, `the heap grew by ${growth} bytes in 20 hours`);
  assert.ok(process.getActiveResourcesInfo().length <= resources + 2, process.getActiveResourcesInfo().join(' '));
});
