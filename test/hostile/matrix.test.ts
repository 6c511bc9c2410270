import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import { addresses, ftp, target, world } from '../../src/lab/parts.js';
import type { Report } from '../../src/model/report.js';
import type { Mode, Target } from '../../src/model/target.js';
import type { World } from '../../src/lab/world.js';
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

/** One way to reach a server that works, and the modes in which it then lists. */
interface Way {
  readonly target: Target;
  readonly build: () => World;
  readonly modes: readonly Mode[];
  /** What one mishap looks like here and nowhere else, as it is the only mode of its kind. */
  readonly alike?: string;
}

const all: readonly Mode[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];
const ways: Readonly<Record<string, Way>> = {
  'in clear': { target: target(), build: () => world({ services: { 21: ftp() } }), modes: all },
  'under TLS': {
    target: target({ tls: 'explicit' }),
    build: () => world({ services: { 21: ftp({ tls: 'offered' }) } }),
    modes: all,
  },
  'under implicit TLS': {
    target: target({ tls: 'implicit', port: 990 }),
    build: () => world({ services: { 990: ftp({ tls: 'implicit' }) } }),
    modes: all,
  },
  'over IPv6': {
    target: target(),
    build: () =>
      world({
        client: [{ address: addresses.client6, prefixLength: 64 }],
        serverNetworks: [{ address: addresses.server6, prefixLength: 64 }],
        name: [addresses.server6],
        services: { 21: ftp() },
      }),
    modes: ['EPSV', 'EPRT'],
    alike: 'likely client-firewall-blocks-callback',
  },
};

async function run(way: Way, at: number, mishap: (typeof mishaps)[number]): Promise<{ report: Report; steps: number }> {
  const simulated = simulate({ build: way.build });
  const network = meddle(simulated, at, mishap);
  const options = { ...probeOptionsOf({}), tlsInsecure: true };
  const { report } = await check(way.target, options, assertionsOf({}), network);
  await simulated.settle();
  assert.deepEqual([simulated.leaks('client'), simulated.leaks('server')], [0, 0], 'sockets were left open');
  return { report, steps: network.steps() };
}

suite('whatever befalls one step of a check, it ends with a verdict and leaves nothing open', () => {
  for (const [name, way] of Object.entries(ways))
    for (const mishap of mishaps)
      test(`${name}, each step ${mishap}`, async (t) => {
        const { report: sound, steps } = await run(way, never, mishap);
        assert.equal(sound.verdict, 'healthy');
        assert.deepEqual(
          way.modes.filter((mode) => !sound.attempts.some((one) => one.mode === mode && one.reached === 'completed')),
          [],
        );
        for (let at = 1; at <= steps; at++) {
          const { report } = await run(way, at, mishap);
          const where = `step ${at} of ${steps}`;
          assert.ok(report.durationMs < mostMs, `${where} took ${report.durationMs} ms`);
          assert.deepEqual(
            report.experiments.filter(({ status }) => status === 'crashed'),
            [],
            where,
          );
          const claimed = report.findings
            .filter(({ id, confidence }) => !telling(id, confidence))
            .map(({ id, confidence }) => `${confidence} ${id}`);
          assert.deepEqual(
            claimed.filter((claim) => claim !== way.alike),
            [],
            where,
          );
        }
        t.diagnostic(`${steps} steps of ${way.modes.join(', ')} were ${mishap} in turn, and each check was judged`);
      });
});
