import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '../../src/exporter/config.js';
import { targetFor, type Module } from '../../src/exporter/module.js';
import { createProber, type Limits, type Outcome, type Prober } from '../../src/exporter/prober.js';
import type { Report } from '../../src/model/report.js';
import { healthy } from '../formats/reports.js';

interface Bench {
  readonly prober: Prober;
  readonly started: string[];
  /** Lets the oldest check that still runs end. */
  readonly end: (report?: Partial<Report>) => void;
  readonly ask: (host: string, limits?: Partial<Limits>, module?: Module) => Promise<Outcome>;
  readonly clock: { ms: number };
}

async function bench(): Promise<Bench> {
  const { modules } = await parseConfig('e.yml', '', {});
  const module = modules.get('default');
  assert.ok(module !== undefined);
  const waiting: ((report: Report) => void)[] = [];
  const started: string[] = [];
  const clock = { ms: 0 };
  const prober = createProber({
    check: (target, _module, _deadline, signal) =>
      new Promise((resolve) => {
        started.push(target.host);
        waiting.push(resolve);
        signal.addEventListener('abort', () => {
          resolve({ ...healthy, cutShort: signal.reason === 'deadline' ? 'deadline' : 'interrupted' });
        });
      }),
    render: () => ({ metrics: '', page: '' }),
    now: () => clock.ms,
    ended: () => undefined,
  });
  return {
    ...{ prober, started, clock },
    end: (report = {}) => waiting.shift()?.({ ...healthy, ...report }),
    ask: (host, limits = {}, by = module) =>
      prober.probe(by, targetFor(by, host), { deadlineMs: 60_000, cacheMs: 1000, concurrency: 2, ...limits }),
  };
}

test('requests for one target at the same time share one probe', async () => {
  const { ask, end, started } = await bench();
  const both = Promise.all([ask('a'), ask('A')]);
  end();
  assert.deepEqual(
    (await both).map((one) => one.kind === 'result' && one.from),
    ['probe', 'joined'],
  );
  assert.deepEqual(started, ['a']);
});

test('a result answers for as long as the cache says and no longer', async () => {
  const { ask, end, started, clock } = await bench();
  const first = ask('a');
  end();
  await first;
  clock.ms = 999;
  const second = await ask('a');
  assert.equal(second.kind === 'result' && second.from, 'cache');
  clock.ms = 1000;
  const third = ask('a');
  end();
  await third;
  assert.equal(started.length, 2);
});

test('a result that a deadline cut short answers nobody else', async () => {
  const { ask, end, started } = await bench();
  const cut = await ask('a', { deadlineMs: 1 });
  assert.equal(cut.kind === 'result' && cut.result.whole, false);
  const again = ask('a');
  end();
  end();
  await again;
  assert.equal(started.length, 2);
});

test('a result of a module that was since replaced answers nobody', async () => {
  const { ask, end, started } = await bench();
  const first = ask('a');
  end();
  await first;
  const renewed = (await parseConfig('e.yml', 'modules: {default: {modes: epsv}}', {})).modules.get('default');
  const second = ask('a', {}, renewed);
  end();
  await second;
  assert.equal(started.length, 2);
});

test('more probes than permitted are refused, and admitted again when one has ended', async () => {
  const { ask, end } = await bench();
  const two = [ask('a'), ask('b')];
  assert.deepEqual(await ask('c'), { kind: 'full' });
  end();
  await two[0];
  const third = ask('c');
  end();
  end();
  assert.equal((await third).kind, 'result');
});

test('whoever joins a probe waits no longer than its own deadline', async () => {
  const { ask, end } = await bench();
  const first = ask('a');
  assert.deepEqual(await ask('a', { deadlineMs: 5 }), { kind: 'late' });
  end();
  assert.equal((await first).kind, 'result');
});

test('a stop cuts what does not end in time, and waits for it', async () => {
  const { ask, prober } = await bench();
  const first = ask('a');
  await prober.stop(1);
  assert.equal(prober.inFlight(), 0);
  assert.equal((await first).kind, 'result');
});

test('no more than 500 results are kept, the latest first', async () => {
  const { ask, end, prober } = await bench();
  for (let number = 0; number < 510; number++) {
    const one = ask(`h${number}`);
    end();
    await one;
  }
  assert.equal(prober.results().length, 500);
  assert.equal(prober.results()[0]?.target, 'h509:21');
});
