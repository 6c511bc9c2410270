import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNames } from '../../src/fleet/names.js';
import type { Network, Outcome } from '../../src/model/network.js';
import { tcpNetwork } from '../../src/network/tcp.js';

/** A resolver that answers when it is told to. */
function resolver(): {
  readonly ask: (host: string) => Promise<readonly string[]>;
  readonly asked: string[];
  readonly answer: (host: string) => Promise<void>;
} {
  const asked: string[] = [];
  const waiting = new Map<string, () => void>();
  return {
    asked,
    ask(host) {
      asked.push(host);
      return new Promise((resolve) => {
        waiting.set(host, () => {
          resolve(['192.0.2.1']);
        });
      });
    },
    async answer(host) {
      waiting.get(host)?.();
      await new Promise(setImmediate);
    },
  };
}

const never = new AbortController().signal;
const live: Network = tcpNetwork({});

test('names beyond the threads of the system wait, and their timeout begins when one is free', async () => {
  const { ask, asked, answer } = resolver();
  const network = createNames(ask, 1).behind(live, never);
  const slow = network.resolve('slow.example', null, 5);
  const good = network.resolve('good.example', null, 5000);
  const late = await slow;
  assert.ok(!late.ok && late.failure.kind === 'timed-out');
  assert.deepEqual(asked, ['slow.example'], 'the thread is still taken');
  await answer('slow.example');
  assert.deepEqual(asked, ['slow.example', 'good.example']);
  await answer('good.example');
  assert.deepEqual(await good, { ok: true, value: ['192.0.2.1'] });
});

test('a name is asked for once in a sweep, however it is written, and address literals never', async () => {
  const { ask, asked, answer } = resolver();
  const names = createNames(ask, 4);
  const network = names.behind(live, never);
  const both = [network.resolve('Ftp.example', 4, 1000), names.ready('ftp.example', 4, 1000)];
  await answer('Ftp.example');
  await Promise.all(both);
  assert.deepEqual(await network.resolve('192.0.2.7', null, 1000), { ok: true, value: ['192.0.2.7'] });
  assert.deepEqual(asked, ['Ftp.example']);
});

test('a check that is cut short does not wait for its name', async () => {
  const { ask, answer } = resolver();
  const stop = new AbortController();
  const waiting: Promise<Outcome<readonly string[]>> = createNames(ask, 1)
    .behind(live, stop.signal)
    .resolve('x.example', null, 60_000);
  stop.abort('deadline');
  const outcome = await waiting;
  assert.ok(!outcome.ok && outcome.failure.kind === 'timed-out');
  await answer('x.example');
});

test('the words of the system for a name that is not there are kept', async () => {
  const names = createNames(() => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })), 1);
  const outcome = await names.behind(live, never).resolve('x.example', null, 1000);
  assert.deepEqual(outcome, { ok: false, failure: { kind: 'not-found', detail: 'ENOTFOUND' } });
});
