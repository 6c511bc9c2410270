import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import type { Network } from '../../src/model/network.js';
import { readRecordPage, type RecordPage } from '../../src/model/reflection.js';
import { jsonFromLetters, jsonToLetters } from '../../src/protocol/letters.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { bothEnds, ends, lossy, sure } from './both-ends.js';
import { reflector } from './start.js';

/** Every way in is in clear, so that the box sees the records too. */
const clearOnly = { doors: [{ host: '127.0.0.1', port: 0, tls: false }] };
const noTls = (line: string): string => line.replace(/^AUTH TLS$/, 'AUTH NONE');
const noPort = (line: string): string | null => (line.startsWith('PORT') ? null : noTls(line));

/** Changes the pages of records that a line of the reflector holds. */
const onPages =
  (change: (page: RecordPage) => RecordPage) =>
  (line: string): string => {
    const page = readRecordPage(jsonFromLetters(line.slice(4)));
    return page === null ? line : `200 ${jsonToLetters(change(page))}`;
  };

test('of a record that is not whole nobody knows what else arrived, so no loss is proven', async (t) => {
  const wish = { modes: ['PORT'], far: clearOnly, options: lossy } as const;
  const whole = await bothEnds(t, { client: noPort }, wish);
  assert.equal(sure(whole, 'alg-drops-commands'), 'proven');
  const full = onPages((page) => ({ ...page, full: true }));
  const cut = await bothEnds(t, { client: noPort, server: full }, wish);
  assert.deepEqual(
    ends(cut).comparisons.map(({ command }) => command),
    [null],
  );
  assert.ok(!cut.findings.some(({ id, confidence }) => id === 'alg-drops-commands' && confidence === 'proven'));
});

test('a command that was lost with its connection was swallowed by nobody', async (t) => {
  const report = await bothEnds(t, { client: noTls, breaks: (line) => line.startsWith('PORT') }, { modes: ['PORT'] });
  assert.equal(ends(report).comparisons.find(({ tls }) => tls === 'off')?.command?.change, 'dropped');
  assert.ok(!report.findings.some(({ id }) => id === 'alg-drops-commands'), JSON.stringify(report.findings));
});

test('what the path to the reflector does is proven of that path, and strong for another target', async (t) => {
  const { port } = await reflector(t);
  const beside = { host: '127.0.0.1', port, tls: 'off', path: '', user: 'anonymous', password: 'x' } as const;
  const report = await bothEnds(t, { client: noPort }, { modes: ['PORT'], beside, options: lossy });
  assert.equal(sure(report, 'alg-drops-commands'), 'strong');
});

test('open ports of the reflector tell a closed range of the server from a firewall at the client', async (t) => {
  const low = 8000 + randomInt(40) * 50;
  const { port } = await reflector(t, { range: { low, high: low + 40 } });
  const beside = { host: '127.0.0.1', port, tls: 'off', path: '', user: 'anonymous', password: 'x' } as const;
  const real = tcpNetwork({});
  const network: Network = {
    ...real,
    async connect(to, options) {
      if (to.port < low || to.port > low + 40) return real.connect(to, options);
      await real.pause(50);
      return { ok: false, failure: { kind: 'timed-out', detail: 'no answer within 50 ms' } };
    },
  };
  const { findings, ruledOut, advice } = await bothEnds(t, {}, { modes: ['EPSV'], beside, network });
  assert.deepEqual(
    findings.filter(({ kind }) => kind === 'cause').map(({ id, confidence, party }) => [id, confidence, party]),
    [['passive-range-closed', 'likely', 'server-nat']],
  );
  assert.ok(ruledOut.some(({ id }) => id === 'client-egress-blocked'));
  assert.doesNotMatch(advice.nextExperiment?.command ?? '', /from another network/);
});

test('a far end whose records drip without end does not keep the check', async (t) => {
  let asked = 0;
  const real = tcpNetwork({});
  // Each page takes half a minute.
  const network = { ...real, now: () => real.now() + asked * 30_000 };
  const endless = onPages((page) => {
    asked++;
    return { ...page, next: asked };
  });
  const report = await bothEnds(t, { client: noTls, server: endless }, { far: clearOnly, network });
  assert.equal(report.reflector?.comparisons.length, 1);
  assert.ok(asked <= 22, `${asked} pages were read`);
});
