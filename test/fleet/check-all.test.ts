import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { checkAll } from '../../src/fleet/check-all.js';
import { fitting, openFilesAllowed } from '../../src/fleet/descriptors.js';
import type { FleetItem } from '../../src/fleet/item.js';
import { createNames } from '../../src/fleet/names.js';
import type { Report } from '../../src/model/report.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { startFarm, type Farm } from './farm.js';

const linux = { skip: process.platform !== 'linux' && 'only Linux has a whole network of loopback addresses' };

function itemOf(host: string, port: number, facts: Partial<FleetItem> = {}): FleetItem {
  return {
    place: host,
    target: { host, port, tls: 'off', user: 'anonymous', password: 'x@', path: '' },
    options: probeOptionsOf({ depth: 'quick' }),
    assertions: assertionsOf({}),
    deadlineMs: null,
    ...facts,
  };
}

interface Result {
  readonly item: FleetItem;
  readonly report: Report;
}

async function sweep(
  items: readonly FleetItem[],
  concurrency: number,
  signal = new AbortController().signal,
  begun: () => void = () => undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  await checkAll(items, {
    crowd: { concurrency, perServer: 1 },
    signal,
    network: (own) => tcpNetwork({ signal: own }),
    names: createNames(),
    begun,
    ended(item, report) {
      if ('fault' in report) throw new Error('a fault of ours', { cause: report.fault });
      results.push({ item, report });
      return Promise.resolve();
    },
  });
  return results;
}

async function withFarm(use: (farm: Farm) => Promise<void>): Promise<void> {
  const farm = await startFarm();
  try {
    await use(farm);
  } finally {
    await farm.close();
  }
}

const sockets = (): number => readdirSync('/proc/self/fd').length;

test(
  'servers that never answer cost the others nothing and end by their own deadlines; no descriptor is left',
  linux,
  async () => {
    await withFarm(async ({ healthyPort, silentPort }) => {
      const before = sockets();
      // Long enough for the others on a busy machine, and shorter than one wait.
      const mute = { options: probeOptionsOf({ depth: 'quick', timeout: '1m' }), deadlineMs: 15_000 };
      const items = Array.from({ length: 40 }, (_, at) =>
        itemOf(`127.2.0.${at + 1}`, at % 2 === 0 ? healthyPort : silentPort, at % 2 === 0 ? {} : mute),
      );
      const results = await sweep(items, 40);
      assert.equal(results.length, 40);
      for (const { item, report } of results) {
        const silent = item.deadlineMs !== null;
        assert.equal(report.verdict === 'healthy', !silent, `${item.place}: ${report.headline}`);
        assert.equal(report.cutShort, silent ? 'deadline' : null);
      }
      const order = results.map(({ item }) => item.deadlineMs === null);
      assert.ok(order.slice(0, 20).every(Boolean), 'those that answer are done before the others are given up');
      // Sockets close when the far end has let go of them, too.
      while (sockets() > before) await new Promise(setImmediate);
    });
  },
);

test('an interruption gives what is known of those under way and begins no more', linux, async () => {
  await withFarm(async ({ silentPort }) => {
    const stop = new AbortController();
    const items = Array.from({ length: 10 }, (_, at) => itemOf(`127.3.0.${at + 1}`, silentPort));
    let begun = 0;
    const results = await sweep(items, 4, stop.signal, () => {
      if (++begun === 4)
        setImmediate(() => {
          stop.abort('interrupted');
        });
    });
    assert.equal(results.length, 4);
    for (const { report } of results) assert.equal(report.cutShort, 'interrupted');
  });
});

test('one server has one check at a time', linux, async () => {
  await withFarm(async ({ healthyPort, mostPerAddress }) => {
    const serial = probeOptionsOf({ depth: 'quick', serial: true, modes: 'epsv' });
    const items = Array.from({ length: 6 }, (_, at) => {
      const item = itemOf('127.4.0.1', healthyPort, { options: serial });
      return { ...item, target: { ...item.target, path: `dir${at}` } };
    });
    await sweep(items, 6);
    // The gate and the one listing; two checks at once would have had three or four.
    assert.ok(mostPerAddress() <= 2, `${mostPerAddress()} sessions at once`);
  });
});

test('no more checks are under way than the system has descriptors for', () => {
  const limits =
    'Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 4096                 files\n';
  assert.equal(
    openFilesAllowed(() => limits),
    1024,
  );
  assert.equal(fitting(200, 1024), 82);
  assert.equal(fitting(20, 1024), 20);
  assert.equal(fitting(200, null), 200);
  assert.equal(fitting(200, 10), 1);
  assert.equal(
    openFilesAllowed(() => {
      throw new Error('not here');
    }),
    null,
  );
});
