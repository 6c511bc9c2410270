import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createLineReader } from '../../src/reflector/line-reader.js';
import { bounds } from '../../src/reflector/settings.js';
import { randomBytesOf, randomLine, startDice } from './dice.js';
import { loggedIn, reflector, talk } from './start.js';

test('NULs and bytes of every kind are answered as commands nobody knows, and twenty of them end the session', async (t) => {
  const { port } = await reflector(t);
  const one = talk(t, port);
  await one.reply();
  for (let line = 0; line < 20; line++) assert.match(await one.ask(`\0\u0001\u00ff${String(line)}`), /^50[02] /);
  assert.match(await one.ask('\0'), /^50[02] /);
  assert.match(await one.reply(), /^421 /);
  await one.closed;
});

test('a line without an end costs no more than one line, and the session its time', async (t) => {
  const { port, log } = await reflector(t, { limits: { loginMs: 100 } });
  const one = talk(t, port);
  await one.reply();
  const drip = setInterval(() => {
    one.send('x'.repeat(50));
  }, 5);
  t.after(() => {
    clearInterval(drip);
  });
  assert.match(await one.reply(), /^421 Timeout/);
  await one.closed;
  assert.ok(log.some(({ event, how }) => event === 'end' && how === 'timed-out'));
});

test('TLS that stops in the middle of its handshake, or is none, does not stay', async (t) => {
  const { port, tlsPort, sessions } = await reflector(t, { limits: { loginMs: 100 } });
  const half = connect({ host: '127.0.0.1', port: tlsPort });
  // The head of a ClientHello whose body never comes.
  half.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]));
  const none = connect({ host: '127.0.0.1', port: tlsPort });
  none.write('USER anonymous\r\n');
  const upgraded = talk(t, port);
  await upgraded.reply();
  assert.match(await upgraded.ask('AUTH TLS'), /^234 /);
  upgraded.send('PASS in-clear\r\n');
  const closed = [half, none].map(
    (socket) =>
      new Promise<void>((resolve) => {
        t.after(() => socket.destroy());
        socket.on('error', () => undefined);
        socket.resume().once('close', () => {
          resolve();
        });
      }),
  );
  await Promise.all([...closed, upgraded.closed]);
  assert.equal(sessions(), 0);
});

test('a thousand passive ports asked for by one session are one port at a time', async (t) => {
  const { port } = await reflector(t);
  const one = await loggedIn(t, port);
  for (let step = 0; step < 1000; step++) {
    assert.match(await one.ask(step % 2 === 0 ? 'PASV' : 'EPSV'), /^22[79] /);
  }
  const other = await loggedIn(t, port);
  assert.match(await other.ask('EPSV'), /^229 /);
});

test('one address cannot take the whole passive range', async (t) => {
  const { port } = await reflector(t, { limits: { portsPerAddress: 2 } });
  const mine = await Promise.all([1, 2, 3].map(() => loggedIn(t, port)));
  const replies: string[] = [];
  for (const one of mine) replies.push(await one.ask('EPSV'));
  assert.deepEqual(
    replies.map((reply) => reply.slice(0, 3)),
    ['229', '229', '425'],
  );
  assert.match(replies[2] ?? '', /Too many passive ports for your address \(2\)/);
  const other = await loggedIn(t, port, '127.0.0.9');
  assert.match(await other.ask('EPSV'), /^229 /);
  await mine[0]?.ask('QUIT');
  assert.match((await mine[2]?.ask('EPSV')) ?? '', /^229 /);
});

test('calls to other addresses and to low ports are refused in clear words', async (t) => {
  const { port } = await reflector(t);
  const one = await loggedIn(t, port);
  for (const [line, reply] of [
    ['PORT 8,8,8,8,31,144', /^500 I won't open a connection to 8\.8\.8\.8 \(only to 127\.0\.0\.1\)/],
    ['PORT 127,0,0,2,31,144', /^500 /],
    ['PORT 0,0,0,0,31,144', /^500 /],
    ['PORT 127,0,0,1,0,25', /^501 .*below 1024/],
    ['PORT 127,0,0,1,0,0', /^501 /],
    ['PORT 127,0,0,1,300,1', /^501 PORT: /],
    ['EPRT |1|127.0.0.2|8080|', /^500 /],
    ['EPRT |2|::1|8080|', /^522 Network protocol not supported, use \(1\)/],
    ['EPRT |2|::ffff:127.0.0.2|8080|', /^5/],
    ['EPRT |1|localhost|8080|', /^501 EPRT: /],
  ] as const) {
    assert.match(await one.ask(line), reply, line);
    assert.match(await one.ask('LIST'), /^425 Use PASV/, line);
  }
});

test('lines are the same however the bytes were cut', () => {
  const dice = startDice(7);
  for (let round = 0; round < 300; round++) {
    const bytes = randomBytesOf(dice, 3 * bounds.line);
    const whole = createLineReader();
    const cut = createLineReader();
    const texts = whole.push(bytes).map(({ text }) => text);
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const size = 1 + dice(40);
      pieces.push(...cut.push(bytes.subarray(at, at + size)).map(({ text }) => text));
      at += size;
    }
    assert.deepEqual(pieces, texts, `round ${round}`);
    assert.equal(cut.pending()?.text, whole.pending()?.text, `round ${round}`);
    assert.ok(texts.every((text) => text.length <= bounds.line));
  }
});

test(
  'whatever is said to it, it answers with replies, calls nobody else, and goes on serving',
  { timeout: 60_000 },
  async (t) => {
    const { port, log, sessions } = await reflector(t, { limits: { perMinute: 10_000, dataMs: 20 } });
    const dice = startDice(2024);
    for (let round = 0; round < 100; round++) {
      const one = dice(8) === 0 ? talk(t, port) : await loggedIn(t, port);
      const heard: string[] = [];
      one.socket.on('data', (bytes: Buffer) => heard.push(bytes.toString('latin1')));
      for (let line = 0; line < 25; line++) one.send(`${randomLine(dice)}\r\n`);
      one.send('QUIT\r\n');
      one.socket.end();
      await one.closed;
      for (const line of heard.join('').split('\r\n').slice(0, -1)) {
        assert.match(line, /^(?:[1-5]\d\d[ -]| )/, `round ${round}: ${JSON.stringify(line)}`);
      }
    }
    assert.deepEqual(
      log.filter(({ event }) => event === 'fault'),
      [],
    );
    for (const { peer } of log.filter(({ event }) => event === 'call')) {
      const [, digits = '0'] = /^127\.0\.0\.1:(\d+)$/.exec(String(peer)) ?? [];
      assert.ok(Number(digits) >= 1024, String(peer));
    }
    assert.match(await (await loggedIn(t, port)).ask('NOOP'), /^200 /);
    assert.equal(sessions(), 1);
  },
);
