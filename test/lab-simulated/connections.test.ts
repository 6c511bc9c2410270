import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { simulate } from '../../src/lab/network.js';
import { addresses, ftp, world } from '../../src/lab/parts.js';
import type { Service } from '../../src/lab/service.js';
import type { Endpoint } from '../../src/model/network.js';
import { dataOptions, failureKind, must } from './mini-client.js';

const server: Endpoint = { host: addresses.server, port: 21 };

const echo: Service = (socket) => {
  socket.watch(() => {
    const bytes = socket.take();
    if (bytes !== null) socket.send(bytes);
    if (socket.over !== null) socket.close();
  });
};

suite('established connections', () => {
  const build = (): ReturnType<typeof world> => world({ services: { 7: echo, 21: ftp({ greetingMs: 60_000 }) } });

  test('bytes arrive in order after half a round trip each way', async () => {
    const network = simulate({ build });
    const connection = must(await network.connect({ ...server, port: 7 }, dataOptions));
    const before = network.now();
    await connection.write(Buffer.from('one '));
    await connection.write(Buffer.from('two'));
    assert.equal(Buffer.from(must(await connection.read(100))).toString(), 'one two'.slice(0, 4));
    assert.equal(Buffer.from(must(await connection.read(100))).toString(), 'two');
    assert.equal(network.now() - before, 20);
  });

  test('a read with nothing to read times out after exactly its timeout, and the next one still works', async () => {
    const network = simulate({ build });
    const connection = must(await network.connect({ ...server, port: 7 }, dataOptions));
    const before = network.now();
    assert.equal(failureKind(await connection.read(1234)), 'timed-out');
    assert.equal(network.now() - before, 1234);
    await connection.write(Buffer.from('x'));
    assert.equal(must(await connection.read(100)).length, 1);
  });

  test('what was sent before a close is read before the close', async () => {
    const oneWord: Service = (socket) => {
      socket.send(Buffer.from('bye'));
      socket.close();
    };
    const network = simulate({ build: () => world({ services: { 7: oneWord } }) });
    const connection = must(await network.connect({ ...server, port: 7 }, dataOptions));
    assert.equal(must(await connection.read(100)).length, 3);
    assert.equal(failureKind(await connection.read(100)), 'closed');
  });

  test('writing to an end that has closed is answered with a reset', async () => {
    const leaver: Service = (socket) => {
      socket.close();
    };
    const network = simulate({ build: () => world({ services: { 7: leaver } }) });
    const connection = must(await network.connect({ ...server, port: 7 }, dataOptions));
    assert.equal(failureKind(await connection.read(100)), 'closed');
    must(await connection.write(Buffer.from('hello?')));
    await network.pause(50);
    assert.equal(failureKind(await connection.write(Buffer.from('hello?'))), 'reset');
  });

  test('the send queue holds bytes until they are acknowledged', async () => {
    const network = simulate({ build });
    const connection = must(await network.connect({ ...server, port: 7 }, dataOptions));
    await connection.write(Buffer.from('12345'));
    assert.deepEqual(must(await connection.sendQueue()), { unackedBytes: 5, retransmits: 0 });
    await network.pause(30);
    assert.deepEqual(must(await connection.sendQueue()), { unackedBytes: 0, retransmits: 0 });
  });
});

suite('TLS', () => {
  const secure = {
    serverName: 'ftp.example.com',
    ca: null,
    resume: null,
    watchEnd: false,
    clearBytes: 0,
    timeoutMs: 500,
  } as const;

  test('a server that greets in clear fails the handshake, a silent one lets it time out', async () => {
    const greeting = simulate({ build: () => world() });
    const inClear = must(await greeting.connect(server, dataOptions));
    assert.equal(failureKind(await inClear.secure(secure)), 'tls');
    const late = simulate({ build: () => world({ services: { 21: ftp({ greetingMs: 60_000 }) } }) });
    const silent = must(await late.connect(server, dataOptions));
    assert.equal(failureKind(await silent.secure(secure)), 'timed-out');
    assert.equal(late.now(), 520);
    assert.equal(late.leaks(), 0);
  });

  test('a second connection resumes the session of the first where it offers it', async () => {
    const network = simulate({ build: () => world({ services: { 990: ftp({ tls: 'implicit' }) } }) });
    const implicit = { ...server, port: 990 };
    const first = must(await network.connect(implicit, dataOptions));
    assert.equal(must(await first.secure(secure)).resumed, false);
    const second = must(await network.connect(implicit, dataOptions));
    assert.equal(must(await second.secure({ ...secure, resume: first })).resumed, true);
  });
});
