import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import { addresses, ftp, target, world } from '../../src/lab/parts.js';
import { vsftpd } from '../../src/lab/personalities/vsftpd.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { ProbeOptions } from '../../src/model/target.js';
import { labConfig, startFor } from '../exporter/start.js';
import { overhear, type Overheard } from './overheard.js';

/** Where a server may want a client to connect: into its own network, to itself, to services that obey a connect. */
const victims = [
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['192.0.2.7', '203.0.113.77', '224.0.0.1', '255.255.255.255', addresses.lanClient, addresses.clientRouter],
];
const ports = [22, 25, 80, 2375, 50_007];

/** A server whose replies to PASV and EPSV lead to a victim. */
function pivot(host: string, port: number): Scenario {
  const numbers = `${host.replaceAll('.', ',')},${port >> 8},${port & 255}`;
  const personality = { ...vsftpd, epsv: () => `229 Entering Extended Passive Mode (|1|${host}|${port}|)` };
  return {
    ...{ id: `pivot-${host}-${port}`, title: '', story: '', target: target() },
    expect: { verdict: 'broken', first: null },
    build: () => world({ services: { 21: ftp({ personality, pasvReply: () => `227 Passive (${numbers})` }) } }),
  };
}

const pivots = victims.flatMap((host) => ports.map((port) => pivot(host, port)));
const all: readonly Scenario[] = [...scenarios, ...pivots];

async function run(scenario: Scenario, options: Partial<ProbeOptions>): Promise<Overheard> {
  const simulated = simulate(scenario);
  const network = overhear(simulated);
  const chosen = { ...probeOptionsOf({}), tlsInsecure: true, ...scenario.options, ...options };
  await check(scenario.target, chosen, assertionsOf({}), network);
  await simulated.settle();
  assert.ok(network.deeds.length > 0 || network.named.size === 0, scenario.id);
  return network;
}

const foreign = ({ deeds, named }: Overheard): Overheard['deeds'] => deeds.filter(({ to }) => !named.has(to.host));

suite('no server makes a pivot of its client', () => {
  for (const depth of ['auto', 'deep'] as const)
    test(`with --advertised skip every connection leads to the target (--depth ${depth})`, async (t) => {
      let count = 0;
      for (const scenario of all) {
        const network = await run(scenario, { depth, advertised: 'skip' });
        const strange = foreign(network).filter(({ did }) => did === 'connect');
        assert.deepEqual(strange, [], scenario.id);
        count += network.deeds.filter(({ did }) => did === 'connect').length;
      }
      t.diagnostic(`${all.length} servers, ${count} connections, none to another address than the target's`);
    });

  test('with --advertised probe a connection to another address carries no byte of ours', async (t) => {
    let count = 0;
    for (const scenario of all) {
      const network = await run(scenario, { advertised: 'probe' });
      const strange = foreign(network);
      count += strange.filter(({ did }) => did === 'connect').length;
      // Under TLS a handshake is made, and nothing more.
      const allowed = scenario.target.tls === 'off' ? ['connect'] : ['connect', 'secure'];
      assert.deepEqual(
        strange.filter(({ did }) => !allowed.includes(did)),
        [],
        scenario.id,
      );
      const written = network.deeds.filter(({ did, purpose }) => did === 'write' && purpose === 'data');
      assert.deepEqual(written, [], `${scenario.id}: a data connection was written to`);
    }
    assert.ok(count > victims.length, `only ${count} connections to other addresses`);
    t.diagnostic(`${all.length} servers, ${count} connections to other addresses, no byte was written on any`);
  });

  test('with --advertised probe nothing connects to an address that can only be this machine', async () => {
    for (const host of ['127.0.0.1', '127.8.8.8', '0.0.0.0', '224.0.0.1', '255.255.255.255', addresses.publicClient]) {
      const network = await run(pivot(host, 22), { advertised: 'probe' });
      assert.deepEqual(foreign(network), [], host);
    }
  });

  test('an exporter that nobody told otherwise connects to its target only', async (t) => {
    for (const scenario of [...pivots.filter((_, at) => at % ports.length === 0), ...scenarios.slice(0, 60)]) {
      const networks: Overheard[] = [];
      const network = (): Overheard => {
        const one = overhear(simulate(scenario));
        networks.push(one);
        return one;
      };
      const { get, exporter } = await startFor(t, labConfig, { network });
      assert.equal((await get('/probe?target=ftp.example.com')).status, 200);
      await exporter.stop(0);
      assert.deepEqual(networks.flatMap(foreign), [], scenario.id);
    }
  });
});
