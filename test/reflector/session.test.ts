import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { readHello, readRecordPage, type RecordPage } from '../../src/model/reflection.js';
import { jsonFromLetters, toLetters } from '../../src/protocol/letters.js';
import { bounds } from '../../src/reflector/settings.js';
import { loggedIn, reflector, talk, type Talk } from './start.js';

const letters = (port: number): string => toLetters(new TextEncoder().encode(String(port)));

async function recordOf(asking: Talk, session: string): Promise<RecordPage> {
  const reply = await asking.ask(`SITE TELL ${session} 0`);
  const page = readRecordPage(jsonFromLetters(reply.slice(4)));
  assert.ok(page !== null, reply);
  return page;
}

test('the record of a session shows each line with the segments it came in, and no password', async (t) => {
  const { port } = await reflector(t);
  const one = talk(t, port);
  const session = (await one.reply()).slice(-32);
  await one.ask('USER joe');
  await one.ask('PASS do-not-tell');
  one.send('NO');
  await new Promise((resolve) => setTimeout(resolve, 30));
  one.send('OP\r\nSYST\r\n');
  await one.reply();
  await one.reply();
  const witness = await loggedIn(t, port);
  const page = await recordOf(witness, session);
  const got = page.entries.filter((entry) => entry.kind === 'got');
  assert.deepEqual(
    got.map(({ text }) => text),
    ['USER joe', 'PASS ****', 'NOOP', 'SYST'],
  );
  assert.deepEqual(
    got.map(({ cuts, joined }) => [cuts, joined]),
    [
      [[], false],
      [[], false],
      [[2], false],
      [[], true],
    ],
  );
  assert.ok(page.entries.some((entry) => entry.kind === 'said' && entry.text.startsWith('215')));
});

test('HELLO tells in letters who asks, and which ports there are', async (t) => {
  const { port, openPorts } = await reflector(t);
  const one = await loggedIn(t, port);
  const reply = await one.ask('SITE HELLO');
  assert.match(reply, /^200 [a-p]+$/);
  const hello = readHello(jsonFromLetters(reply.slice(4)));
  assert.ok(hello !== null);
  assert.equal(hello.peer.host, '127.0.0.1');
  assert.equal(hello.peer.port, one.socket.localPort);
  assert.deepEqual(hello.open, openPorts);
});

test('PORT and EPRT to any other address are refused, and nobody there is called', async (t) => {
  const { port } = await reflector(t);
  let calls = 0;
  const victim = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => victim.listen(0, '127.0.0.9', resolve));
  t.after(() => victim.close());
  const at = victim.address();
  const aim = at !== null && typeof at === 'object' ? at.port : 0;
  const one = await loggedIn(t, port);
  assert.match(
    await one.ask(`PORT 127,0,0,9,${aim >> 8},${aim & 255}`),
    /^500 .*127\.0\.0\.9 \(only to 127\.0\.0\.1\)/,
  );
  assert.match(await one.ask(`EPRT |1|127.0.0.9|${aim}|`), /^500 /);
  assert.match(await one.ask('LIST'), /^425 /);
  assert.equal(calls, 0);
});

test('no port below 1024 is called, however it is named', async (t) => {
  const { port } = await reflector(t);
  const one = await loggedIn(t, port);
  assert.match(await one.ask('PORT 127,0,0,1,0,22'), /^501 /);
  assert.match(await one.ask('EPRT |1|127.0.0.1|1023|'), /^501 /);
  assert.match(await one.ask(`SITE DIAL ${letters(25)}`), /^501 /);
  assert.match(await one.ask('SITE DIAL 127.0.0.1:5000'), /^501 /);
});

test('DIAL calls the peer and says how that ended, a limited number of times', async (t) => {
  const { port } = await reflector(t);
  const waiting = createServer((socket) => socket.resume());
  await new Promise<void>((resolve) => waiting.listen(0, '127.0.0.1', resolve));
  const at = waiting.address();
  const mine = at !== null && typeof at === 'object' ? at.port : 0;
  const one = await loggedIn(t, port);
  const opened = jsonFromLetters((await one.ask(`SITE DIAL ${letters(mine)}`)).slice(4)) as { outcome: string };
  assert.equal(opened.outcome, 'opened');
  await new Promise<void>((resolve) =>
    waiting.close(() => {
      resolve();
    }),
  );
  const refused = jsonFromLetters((await one.ask(`SITE DIAL ${letters(mine)}`)).slice(4)) as { outcome: string };
  assert.equal(refused.outcome, 'refused');
  for (let dial = 2; dial < bounds.dials; dial++) await one.ask(`SITE DIAL ${letters(mine)}`);
  assert.match(await one.ask(`SITE DIAL ${letters(mine)}`), /^550 /);
});

test('a call that opens and is torn down is reset, in the answer to DIAL and in the record of PORT', async (t) => {
  const { port } = await reflector(t, { limits: { watchMs: 10_000 } });
  const closing = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  t.after(() => closing.close());
  const at = closing.address();
  const mine = at !== null && typeof at === 'object' ? at.port : 0;
  const one = talk(t, port);
  const session = (await one.reply()).slice(-32);
  await one.ask('USER x');
  await one.ask('PASS x');
  const told = jsonFromLetters((await one.ask(`SITE DIAL ${letters(mine)}`)).slice(4)) as { outcome: string };
  assert.equal(told.outcome, 'reset');
  await one.ask(`EPRT |1|127.0.0.1|${mine}|`);
  assert.match(await one.ask('LIST'), /^150 /);
  assert.match(await one.reply(), /^426 /);
  const { entries } = await recordOf(one, session);
  assert.deepEqual(
    entries.flatMap((entry) => (entry.kind === 'data' ? [[entry.way, entry.outcome]] : [])),
    [
      ['out', 'reset'],
      ['out', 'reset'],
    ],
  );
});

test('a public address is named in 227, and 229 names none', async (t) => {
  const { port } = await reflector(t, { publicAddress: '203.0.113.10' });
  const one = await loggedIn(t, port);
  assert.match(await one.ask('PASV'), /^227 .*\(203,0,113,10,\d+,\d+\)$/);
  assert.match(await one.ask('EPSV'), /^229 .*\(\|\|\|\d+\|\)$/);
  const plain = await loggedIn(t, (await reflector(t)).port);
  assert.match(await plain.ask('PASV'), /^227 .*\(127,0,0,1,\d+,\d+\)$/);
});

test('a passive port takes no connection from another address', async (t) => {
  const { port } = await reflector(t);
  const one = await loggedIn(t, port);
  const [, data = ''] = /\|\|\|(\d+)\|/.exec(await one.ask('EPSV')) ?? [];
  one.send('LIST\r\n');
  assert.match(await one.reply(), /^150 /);
  const thief = talk(t, Number(data), '127.0.0.9');
  assert.match(await one.reply(), /^425 Security: Bad IP/);
  await thief.closed;
});

test('a passive port goes on waiting for its peer when somebody else has called there', async (t) => {
  const { port } = await reflector(t);
  const one = await loggedIn(t, port);
  const [, data = ''] = /\|\|\|(\d+)\|/.exec(await one.ask('EPSV')) ?? [];
  await talk(t, Number(data), '127.0.0.9').closed;
  const mine = talk(t, Number(data));
  one.send('NLST\r\n');
  assert.match(await one.reply(), /^150 /);
  assert.match(await one.reply(), /^226 /);
  await mine.closed;
});

test('a data connection for which no transfer ever came, and a line that never ended, are in the record', async (t) => {
  const { port } = await reflector(t);
  const one = talk(t, port);
  const session = (await one.reply()).slice(-32);
  await one.ask('USER x');
  await one.ask('PASS x');
  const [, data = ''] = /\|\|\|(\d+)\|/.exec(await one.ask('EPSV')) ?? [];
  const lonely = connect({ host: '127.0.0.1', port: Number(data) });
  const alone = once(lonely.resume(), 'close');
  await once(lonely, 'connect');
  await one.ask('NOOP');
  one.send('LIS');
  one.socket.end();
  await one.closed;
  await alone;
  const { entries, ended } = await recordOf(await loggedIn(t, port), session);
  assert.equal(ended, 'closed');
  assert.ok(entries.some((entry) => entry.kind === 'data' && entry.way === 'in' && entry.outcome === 'opened'));
  assert.ok(entries.some((entry) => entry.kind === 'got' && entry.text === 'LIS' && entry.unfinished === true));
});

test('what was sent in clear behind AUTH TLS is not obeyed under TLS', async (t) => {
  const { port } = await reflector(t);
  const one = talk(t, port);
  const session = (await one.reply()).slice(-32);
  one.send('AUTH TLS\r\nUSER slipped-in\r\n');
  assert.match(await one.reply(), /^234 /);
  const page = await recordOf(await loggedIn(t, port), session);
  assert.ok(!page.entries.some((entry) => entry.kind === 'got' && entry.text.includes('slipped-in')));
});

test('a line that never ends and a flood of bytes end without growing', async (t) => {
  const { port, log } = await reflector(t);
  const one = talk(t, port);
  await one.reply();
  one.send(`${'x'.repeat(5000)}\r\n`);
  assert.match(await one.reply(), /^500 The line is too long/);
  one.send('y'.repeat(bounds.heard));
  assert.match(await one.reply(), /^421 /);
  await one.closed;
  assert.ok(log.some(({ event, how }) => event === 'end' && how === 'flooded'));
});

test('nothing but the login is served before the login, and nothing can be changed after it', async (t) => {
  const { port } = await reflector(t);
  const one = talk(t, port);
  await one.reply();
  for (const line of ['PASV', 'PORT 127,0,0,1,200,1', 'LIST', 'SITE HELLO', 'STAT']) {
    assert.match(await one.ask(line), /^530 /, line);
  }
  await one.ask('USER ftp');
  await one.ask('PASS x');
  for (const line of ['STOR x', 'DELE README', 'RNFR README', 'MKD x']) assert.match(await one.ask(line), /^5/, line);
});
