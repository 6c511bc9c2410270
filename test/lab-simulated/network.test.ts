import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { firewall } from '../../src/lab/boxes/firewall.js';
import { addresses, behindRouter, publishedBy, world } from '../../src/lab/parts.js';
import { simulate } from '../../src/lab/network.js';
import type { Service } from '../../src/lab/service.js';
import type { Endpoint, Network } from '../../src/model/network.js';
import { dataOptions, failureKind, must } from './mini-client.js';

const server: Endpoint = { host: addresses.server, port: 21 };

/** Connects and says how it ended and when. */
async function attempt(network: Network, to: Endpoint, timeoutMs = 8000): Promise<[string, number]> {
  const before = network.now();
  const outcome = await network.connect(to, { purpose: 'data', timeoutMs, bind: null });
  if (outcome.ok) outcome.value.close();
  return [outcome.ok ? 'open' : outcome.failure.kind, network.now() - before];
}

suite('connecting', () => {
  test('a dropped connect times out after exactly its timeout', async () => {
    const far = [firewall({ name: 'filter', blocks: 'to-server', open: [], how: 'drop' })];
    const network = simulate({ build: () => world({ far }) });
    assert.deepEqual(await attempt(network, server), ['timed-out', 8000]);
    assert.deepEqual(await attempt(network, server, 1), ['timed-out', 1]);
  });

  test('an open port and a closed one both answer after one round trip', async () => {
    const network = simulate({ build: () => world({ rttMs: 80 }) });
    assert.deepEqual(await attempt(network, server), ['open', 80]);
    assert.deepEqual(await attempt(network, { ...server, port: 22 }), ['refused', 80]);
  });

  test('a firewall at the client refuses long before the server could', async () => {
    const near = [firewall({ name: 'filter', blocks: 'to-server', open: [], how: 'ECONNREFUSED' })];
    const network = simulate({ build: () => world({ near }) });
    assert.deepEqual(await attempt(network, server), ['refused', 1]);
  });

  test('an ICMP error is told apart from RST and from silence', async () => {
    const far = [firewall({ name: 'filter', blocks: 'to-server', open: [], how: 'EHOSTUNREACH' })];
    const network = simulate({ build: () => world({ far }) });
    assert.deepEqual(await attempt(network, server), ['unreachable', 19]);
  });

  test('private and unknown addresses on the internet are silence', async () => {
    const network = simulate({ build: () => world(publishedBy()) });
    assert.deepEqual(await attempt(network, { host: addresses.insideServer, port: 21 }), ['timed-out', 8000]);
    assert.deepEqual(await attempt(network, { host: '203.0.113.77', port: 21 }), ['timed-out', 8000]);
  });

  test('an absent neighbour is unreachable after three seconds of ARP, a present one refuses at once', async () => {
    const network = simulate({ build: () => world({ ...behindRouter(), strangers: ['192.168.1.10'] }) });
    assert.deepEqual(await attempt(network, { host: '192.168.1.11', port: 50_000 }), ['unreachable', 3060]);
    assert.deepEqual(await attempt(network, { host: '192.168.1.10', port: 50_000 }), ['refused', 1]);
  });

  test('the own address, loopback and the wildcard lead back to this machine', async () => {
    const network = simulate({ build: () => world() });
    for (const host of [addresses.publicClient, '127.0.0.1', '0.0.0.0']) {
      const [kind, took] = await attempt(network, { host, port: 50_000 });
      assert.ok(kind === 'refused' && took < 1, `${host}: ${kind} after ${took} ms`);
    }
  });

  test('a connection without an address of the right family is unreachable', async () => {
    const network = simulate({ build: () => world() });
    assert.deepEqual(await attempt(network, { host: addresses.server6, port: 21 }), ['unreachable', 0]);
  });

  test('only addresses of this machine can be bound', async () => {
    const network = simulate({ build: () => world() });
    const bound = await network.connect(server, { purpose: 'data', timeoutMs: 100, bind: '198.51.100.99' });
    assert.equal(bound.ok ? '' : bound.failure.detail, 'EADDRNOTAVAIL');
  });

  test('a caller that gave up leaves nothing behind when the answer comes too late', async () => {
    const network = simulate({ build: () => world({ rttMs: 500 }) });
    assert.deepEqual(await attempt(network, server, 300), ['timed-out', 300]);
    await network.settle();
    assert.deepEqual([network.leaks(), network.leaks('server')], [0, 0]);
  });
});

suite('names and addresses', () => {
  test('a name resolves to what the world says, a literal to itself, anything else to nothing', async () => {
    const network = simulate({ build: () => world({ name: [addresses.server, addresses.server6] }) });
    const resolve = async (host: string, family: 4 | 6 | null): Promise<readonly string[] | string> => {
      const found = await network.resolve(host, family, 1000);
      return found.ok ? found.value : found.failure.kind;
    };
    assert.deepEqual(await resolve('ftp.example.com', null), [addresses.server, addresses.server6]);
    assert.deepEqual(await resolve('ftp.example.com', 6), [addresses.server6]);
    assert.deepEqual(await resolve('198.51.100.7', null), ['198.51.100.7']);
    assert.equal(await resolve('198.51.100.7', 6), 'not-found');
    assert.equal(await resolve('nowhere.example.com', null), 'not-found');
  });

  test('the local networks are those of the client, loopback included', async () => {
    const network = simulate({ build: () => world(behindRouter()) });
    assert.deepEqual(must(await network.localNetworks()), [
      { address: '127.0.0.1', prefixLength: 8 },
      { address: '192.168.1.100', prefixLength: 24 },
    ]);
  });
});

suite('listening', () => {
  test('a port is given once, and again after it was closed', async () => {
    const network = simulate({ build: () => world() });
    const only = { host: addresses.publicClient, ports: { low: 6000, high: 6000 } };
    const listener = must(await network.listen(only));
    assert.deepEqual(listener.local, { host: addresses.publicClient, port: 6000 });
    const second = await network.listen(only);
    assert.equal(second.ok ? '' : second.failure.detail, 'EADDRINUSE');
    listener.close();
    must(await network.listen(only)).close();
    assert.equal(network.leaks(), 0);
  });

  test('nobody can listen on an address of somebody else', async () => {
    const network = simulate({ build: () => world() });
    const listening = await network.listen({ host: addresses.server, ports: null });
    assert.equal(listening.ok ? '' : listening.failure.detail, 'EADDRNOTAVAIL');
  });

  test('accept waits exactly as long as it may, and ends when the listener is closed', async () => {
    const network = simulate({ build: () => world() });
    const listener = must(await network.listen({ host: addresses.publicClient, ports: null }));
    assert.equal(failureKind(await listener.accept(700)), 'timed-out');
    assert.equal(network.now(), 700);
    const waiting = listener.accept(700);
    listener.close();
    assert.equal(failureKind(await waiting), 'closed');
    assert.equal(network.now(), 700);
  });

  test('a caller that comes after a wait is over is there for the next one', async () => {
    const network = simulate({ build: () => world() });
    const listener = must(await network.listen({ host: addresses.publicClient, ports: null }));
    assert.equal(failureKind(await listener.accept(10)), 'timed-out');
    const caller = must(await network.connect(listener.local, dataOptions));
    await network.pause(100);
    const accepted = must(await listener.accept(10));
    assert.deepEqual(accepted.remote, caller.local);
    for (const open of [caller, accepted, listener]) open.close();
    assert.equal(network.leaks(), 0);
  });
});

suite('what is left open', () => {
  test('sockets and listeners count until this end closes them, whatever the other end does', async () => {
    const network = simulate({ build: () => world() });
    const connection = must(await network.connect(server, dataOptions));
    const listener = must(await network.listen({ host: addresses.publicClient, ports: null }));
    assert.equal(network.leaks(), 2);
    connection.close();
    connection.close();
    assert.equal(network.leaks(), 1);
    listener.close();
    assert.equal(network.leaks(), 0);
    await network.settle();
    assert.equal(network.leaks('server'), 0);
  });

  test('a caller that was never accepted is closed with its listener', async () => {
    const dials: Service = (socket, machine) => {
      machine.dial({}, { host: socket.remote.host, port: 6000 }, 1000, (outcome) => {
        assert.ok('socket' in outcome);
        outcome.socket.watch(() => {
          if (outcome.socket.over !== null) outcome.socket.close();
        });
      });
      socket.close();
    };
    const network = simulate({ build: () => world({ services: { 21: dials } }) });
    const listener = must(await network.listen({ host: addresses.publicClient, ports: { low: 6000, high: 6000 } }));
    const control = must(await network.connect(server, dataOptions));
    await network.pause(100);
    assert.equal(network.leaks(), 3);
    control.close();
    listener.close();
    await network.settle();
    assert.deepEqual([network.leaks(), network.leaks('server')], [0, 0]);
  });
});
