import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import { ftp, target, world } from '../../src/lab/parts.js';
import type { Report } from '../../src/model/report.js';
import type { TlsMode } from '../../src/model/target.js';
import { meddle, mishaps } from './meddling.js';

/** No check of a simulated server may last longer than this, in simulated time. */
const mostMs = 5 * 60_000;
const never = 0;

/** What one mishap does show, or may be taken for as a possibility; more than that it cannot tell. */
function telling(id: string, confidence: string): boolean {
  return confidence === 'possible' || plain.has(id);
}
const plain = new Set([
  'name-not-resolved',
  'control-filtered',
  'control-refused',
  'not-an-ftp-server',
  'banner-delayed',
  'tls-handshake-failed',
  'tls-data-handshake-failed',
  // AUTH TLS cut while a meaningless command of its shape is answered: one pair, and its evidence says so.
  'tls-blocked-in-path',
]);

async function run(
  tls: TlsMode,
  at: number,
  mishap: (typeof mishaps)[number],
): Promise<{ report: Report; steps: number }> {
  const build = (): ReturnType<typeof world> =>
    world({ services: { 21: ftp({ tls: tls === 'off' ? 'none' : 'offered' }) } });
  const simulated = simulate({ build });
  const network = meddle(simulated, at, mishap);
  const options = { ...probeOptionsOf({}), tlsInsecure: true };
  const { report } = await check(target({ tls }), options, assertionsOf({}), network);
  await simulated.settle();
  assert.deepEqual([simulated.leaks('client'), simulated.leaks('server')], [0, 0], 'sockets were left open');
  return { report, steps: network.steps() };
}

suite('whatever befalls one step of a check, it ends with a verdict and leaves nothing open', () => {
  for (const tls of ['off', 'explicit'] as const)
    for (const mishap of mishaps)
      test(`${tls === 'off' ? 'in clear' : 'under TLS'}, each step ${mishap}`, async (t) => {
        const { report: sound, steps } = await run(tls, never, mishap);
        assert.equal(sound.verdict, 'healthy');
        assert.ok(steps > 60, `only ${steps} steps`);
        for (let at = 1; at <= steps; at++) {
          const { report } = await run(tls, at, mishap);
          const where = `step ${at} of ${steps}`;
          assert.ok(report.durationMs < mostMs, `${where} took ${report.durationMs} ms`);
          assert.deepEqual(
            report.experiments.filter(({ status }) => status === 'crashed'),
            [],
            where,
          );
          const invented = report.findings.filter(({ id, confidence }) => !telling(id, confidence));
          assert.deepEqual(
            invented.map(({ id, confidence }) => `${confidence} ${id}`),
            [],
            where,
          );
        }
        t.diagnostic(`${steps} steps were ${mishap}, and each check was judged`);
      });
});
