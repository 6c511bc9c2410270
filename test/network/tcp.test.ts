import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Connection, Outcome } from '../../src/model/network.js';
import { tcpNetwork } from '../../src/network/tcp.js';

const control = { purpose: 'control', timeoutMs: 2000, bind: null } as const;

async function serve(t: TestContext, onSocket: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

function value<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.failure.detail);
  return outcome.value;
}

async function textOf(connection: Connection): Promise<string> {
  return new TextDecoder().decode(value(await connection.read(2000)));
}

test('what the far end sends is read, and its end is a failure of kind closed', async (t) => {
  const port = await serve(t, (socket) => socket.end('220 hello\r\n'));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  assert.equal(await textOf(connection), '220 hello\r\n');
  const over = await connection.read(2000);
  assert.equal(over.ok ? '' : over.failure.kind, 'closed');
  connection.close();
});

test('a port where nobody listens is refused', async (t) => {
  const port = await serve(t, () => undefined);
  const listener = value(await tcpNetwork({}).listen({ host: '127.0.0.1', ports: null }));
  listener.close();
  const outcome = await tcpNetwork({}).connect({ host: '127.0.0.1', port: listener.local.port }, control);
  assert.deepEqual(outcome, { ok: false, failure: { kind: 'refused', detail: 'ECONNREFUSED' } });
  assert.notEqual(port, listener.local.port);
});

test('a silent far end ends a read after its time, and what comes later is still read', async (t) => {
  let far: Socket | undefined;
  const port = await serve(t, (socket) => (far = socket));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  const early = await connection.read(20);
  assert.equal(early.ok ? '' : early.failure.kind, 'timed-out');
  assert.ok(far !== undefined);
  far.write('late');
  assert.equal(await textOf(connection), 'late');
  connection.close();
});

test('what came while the process was stopped is read, though the time for it is over', async (t) => {
  let far: Socket | undefined;
  const port = await serve(t, (socket) => (far = socket));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  assert.equal((await connection.read(20)).ok, false);
  const reading = connection.read(20);
  far?.write('in time');
  // As after a sleep: the timer is due before anybody has looked at the socket.
  const until = performance.now() + 60;
  while (performance.now() < until);
  const outcome = await reading;
  assert.equal(outcome.ok && new TextDecoder().decode(outcome.value), 'in time');
  connection.close();
});

test('a reset is told from an orderly close', async (t) => {
  const port = await serve(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  await connection.write(new TextEncoder().encode('NOOP\r\n'));
  const outcome = await connection.read(2000);
  assert.deepEqual(outcome, { ok: false, failure: { kind: 'reset', detail: 'ECONNRESET' } });
});

test('a listener hands over who called, also when the call came before it was asked', async () => {
  const network = tcpNetwork({});
  const listener = value(await network.listen({ host: '127.0.0.1', ports: null }));
  const calling = value(await network.connect(listener.local, { ...control, purpose: 'data' }));
  const accepted = value(await listener.accept(2000));
  assert.deepEqual(accepted.remote, calling.local);
  calling.close();
  accepted.close();
  listener.close();
});

test('a caller for whom nobody waits any more is closed with the listener', async () => {
  const network = tcpNetwork({});
  const listener = value(await network.listen({ host: '127.0.0.1', ports: null }));
  const first = listener.accept(2000);
  const calling = value(await network.connect(listener.local, { ...control, purpose: 'data' }));
  const accepted = value(await first);
  const late = listener.accept(20);
  assert.equal((await late).ok, false);
  const stranger = value(await network.connect(listener.local, { ...control, purpose: 'data' }));
  await calling.write(Buffer.from('x'));
  assert.equal(await textOf(accepted), 'x');
  listener.close();
  const outcome = await stranger.read(2000);
  assert.ok(!outcome.ok && ['closed', 'reset'].includes(outcome.failure.kind), JSON.stringify(outcome));
  calling.close();
  accepted.close();
  stranger.close();
});

test('a flood on a control connection comes in small pieces, whole and in order', async (t) => {
  const sent = Buffer.from(Array.from({ length: 40_000 }, (_, at) => `150 ${at}\r\n`).join(''));
  const port = await serve(t, (socket) => socket.end(sent));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  const pieces: Uint8Array[] = [];
  for (let piece = await connection.read(2000); piece.ok; piece = await connection.read(2000)) pieces.push(piece.value);
  assert.ok(pieces.every(({ length }) => length <= 16_384));
  assert.ok(Buffer.concat(pieces).equals(sent));
  connection.close();
});

test('closing a listener ends the wait for a call', async () => {
  const listener = value(await tcpNetwork({}).listen({ host: '127.0.0.1', ports: null }));
  const waiting = listener.accept(60_000);
  listener.close();
  const outcome = await waiting;
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'closed');
});

test('a listener in a range takes a free port of the range, and says so when there is none', async (t) => {
  const network = tcpNetwork({});
  const free = value(await network.listen({ host: '127.0.0.1', ports: null }));
  free.close();
  const { port } = free.local;
  value(await network.listen({ host: '127.0.0.1', ports: { low: port, high: port } })).close();
  const foreign = await serve(t, () => undefined);
  const taken = await network.listen({ host: '127.0.0.1', ports: { low: foreign, high: foreign } });
  assert.match(taken.ok ? '' : taken.failure.detail, /^port \d+ of this machine: in use \(EADDRINUSE\)$/);
});

test('who wants the only port of a range waits until the one before has closed it', async () => {
  const network = tcpNetwork({});
  const first = value(await network.listen({ host: '127.0.0.1', ports: null }));
  const { port } = first.local;
  const order: string[] = [];
  const waiting = network.listen({ host: '127.0.0.1', ports: { low: port, high: port } }).then((outcome) => {
    order.push('second');
    return value(outcome);
  });
  // A refused port answers only after the listener before it had its chance.
  value(await network.connect(first.local, { ...control, purpose: 'data' })).close();
  order.push('first closes');
  first.close();
  const second = await waiting;
  assert.deepEqual(order, ['first closes', 'second']);
  assert.equal(second.local.port, port);
  second.close();
});

test('who waits for such a port is let go when the run is ended', async () => {
  const stop = new AbortController();
  const first = value(await tcpNetwork({}).listen({ host: '127.0.0.1', ports: null }));
  const { port } = first.local;
  const waiting = tcpNetwork({ signal: stop.signal }).listen({ host: '127.0.0.1', ports: { low: port, high: port } });
  stop.abort('interrupted');
  assert.equal((await waiting).ok, false);
  first.close();
});

for (const [reason, kind] of [
  ['deadline', 'timed-out'],
  ['interrupted', 'unknown'],
] as const) {
  test(`when the run is ended (${reason}), calls in flight and later ones answer at once`, async (t) => {
    const stop = new AbortController();
    const port = await serve(t, () => undefined);
    const network = tcpNetwork({ signal: stop.signal });
    const connection = value(await network.connect({ host: '127.0.0.1', port }, control));
    const listener = value(await network.listen({ host: '127.0.0.1', ports: null }));
    const waiting = [connection.read(60_000), listener.accept(60_000)];
    stop.abort(reason);
    for (const outcome of await Promise.all(waiting)) assert.equal(outcome.ok ? '' : outcome.failure.kind, kind);
    const later = await network.connect({ host: '127.0.0.1', port }, control);
    assert.equal(later.ok ? '' : later.failure.kind, kind);
    listener.close();
  });
}

test('a name under .invalid is not found', async () => {
  const outcome = await tcpNetwork({}).resolve('no-such-host.invalid', null, 5000);
  assert.equal(outcome.ok, false);
});

test('the send queue of a live connection is empty once its bytes are acknowledged, or is not available here', async (t) => {
  const port = await serve(t, (socket) => socket.on('data', () => socket.write('ok')));
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  await connection.write(new TextEncoder().encode('NOOP\r\n'));
  await textOf(connection);
  const queue = await connection.sendQueue();
  if (queue.ok) assert.deepEqual(queue.value, { unackedBytes: 0, retransmits: 0 });
  else assert.match(queue.failure.detail, /not available/);
  connection.close();
});

const linux = process.platform === 'linux' ? {} : { skip: 'only Linux shows the timers of a connection' };

test('a connection that is to be kept alive has the keepalive timer of the kernel', linux, async (t) => {
  const port = await serve(t, () => undefined);
  const connection = value(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, control));
  const hex = (at: number): string => at.toString(16).toUpperCase().padStart(4, '0');
  // `/proc/net/tcp`: the sixth column is the running timer (02 is keepalive) and when it ends, in hundredths of a second.
  const timer = (): string | undefined =>
    new RegExp(`:${hex(connection.local.port)} [0-9A-F]+:${hex(port)} \\S+ \\S+ (\\S+)`).exec(
      readFileSync('/proc/net/tcp', 'utf8'),
    )?.[1];
  assert.match(timer() ?? '', /^00:/);
  value(await connection.keepAlive(20_000));
  assert.match(timer() ?? '', /^02:000007[0-9A-F]{2}$/);
  connection.close();
});
