import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOf, createAdmission } from '../../src/reflector/admission.js';
import { createLineReader } from '../../src/reflector/line-reader.js';
import { jsonLog } from '../../src/reflector/log.js';
import { createRecords } from '../../src/reflector/record.js';
import { bounds, usualLimits } from '../../src/reflector/settings.js';
import { fromLetters, jsonFromLetters, jsonToLetters, toLetters } from '../../src/protocol/letters.js';
import { loggedIn, reflector, talk } from './start.js';

test('a token opens a login from one address at a time', async (t) => {
  const { port } = await reflector(t, { tokens: ['right-token'] });
  const wrong = talk(t, port);
  await wrong.reply();
  await wrong.ask('USER x');
  assert.match(await wrong.ask('PASS wrong-token'), /^530 Login incorrect/);
  const first = await loggedIn(t, port, '127.0.0.1', 'right-token');
  const second = await loggedIn(t, port, '127.0.0.1', 'right-token');
  assert.match(await second.ask('SITE HELLO'), /^200 /);
  const other = talk(t, port, '127.0.0.9');
  await other.reply();
  await other.ask('USER x');
  assert.match(await other.ask('PASS right-token'), /^530 .*in use/);
  await first.ask('QUIT');
  await second.ask('QUIT');
  assert.match(await other.ask('PASS right-token'), /^230 /);
});

test('whoever guesses tokens is shown the door after five', async (t) => {
  const { port } = await reflector(t, { tokens: ['right-token'] });
  const guesser = talk(t, port);
  await guesser.reply();
  await guesser.ask('USER x');
  for (let guess = 1; guess <= 5; guess++) assert.match(await guesser.ask(`PASS guess-${guess}`), /^530 /);
  assert.match(await guesser.reply(), /^421 Too many wrong tokens/);
  await guesser.closed;
  const known = await loggedIn(t, port, '127.0.0.1', 'right-token');
  assert.match(await known.ask('NOOP'), /^200/);
});

test('one address gets its share of sessions, and another one still comes in', async (t) => {
  const { port, log } = await reflector(t, { limits: { perAddress: 2 } });
  await loggedIn(t, port);
  await loggedIn(t, port);
  const third = talk(t, port);
  assert.match(await third.reply(), /^421 .*too many connections from your address/);
  await third.closed;
  assert.ok(log.some(({ event }) => event === 'refused'));
  const other = await loggedIn(t, port, '127.0.0.9');
  assert.match(await other.ask('NOOP'), /^200/);
});

test('where all places are taken, the one who has not logged in for the longest time leaves', async (t) => {
  const { port } = await reflector(t, { limits: { sessions: 2 } });
  const idler = talk(t, port);
  await idler.reply();
  const worker = await loggedIn(t, port);
  const next = await loggedIn(t, port);
  assert.match(await next.ask('NOOP'), /^200/);
  assert.match(await idler.reply(), /^421 /);
  await idler.closed;
  assert.match(await worker.ask('NOOP'), /^200/);
  const late = talk(t, port);
  assert.match(await late.reply(), /^421 .*all sessions are taken/);
});

test('a session that does not log in, and one whose line never ends, is ended in time', async (t) => {
  const { port } = await reflector(t, { limits: { loginMs: 60 } });
  const one = talk(t, port);
  await one.reply();
  one.send('US');
  assert.match(await one.reply(), /^421 Timeout/);
  await one.closed;
});

test('the rate of new connections is counted by address and minute', () => {
  let now = 0;
  const admission = createAdmission({ ...usualLimits, perMinute: 2 }, [], () => now);
  assert.equal(admission.enter('192.0.2.1'), null);
  assert.equal(admission.enter('192.0.2.1'), null);
  assert.match(admission.enter('192.0.2.1') ?? '', /in a minute/);
  assert.equal(admission.enter('192.0.2.2'), null);
  now = 60_001;
  assert.equal(admission.enter('192.0.2.1'), null);
});

test('an IPv6 network of 64 bits is one account', () => {
  assert.equal(accountOf('2001:db8::1'), accountOf('2001:db8:0:0:ffff::2'));
  assert.notEqual(accountOf('2001:db8::1'), accountOf('2001:db8:0:1::1'));
});

test('letters carry any bytes and any JSON, and nothing else is read', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.match(toLetters(bytes), /^[a-p]{512}$/);
  assert.deepEqual(fromLetters(toLetters(bytes)), bytes);
  assert.deepEqual(jsonFromLetters(jsonToLetters({ host: '192.0.2.1', port: 21 })), { host: '192.0.2.1', port: 21 });
  for (const text of ['a', 'zz', '192.0.2.1', 'AB']) assert.equal(fromLetters(text), null, text);
  assert.equal(jsonFromLetters('ap'), undefined);
});

test('a line reader holds one line at most and says where segments began', () => {
  const reader = createLineReader();
  const push = (text: string) => reader.push(new TextEncoder().encode(text));
  assert.deepEqual(push('PORT 1'), []);
  assert.deepEqual(push(',2\r\nNO'), [{ text: 'PORT 1,2', cuts: [6], joined: false, overlong: false }]);
  assert.deepEqual(push('OP\n'), [{ text: 'NOOP', cuts: [2], joined: true, overlong: false }]);
  push('x'.repeat(100_000));
  assert.equal(reader.pending()?.text.length, bounds.line);
});

test('the book of records is bounded in entries, size and number, and forgets', () => {
  let now = 0;
  const records = createRecords(() => now);
  const at = { host: '192.0.2.1', port: 1 };
  const long = records.open(at, at, false);
  for (let entry = 0; entry < 1000; entry++) records.note(long, { kind: 'said', text: 'z'.repeat(500) });
  assert.ok(JSON.stringify(long.entries).length < bounds.recorded * 1.2);
  assert.equal(long.full, true);
  const old = records.open(at, at, false);
  records.end(old, 'closed');
  now = bounds.recordMs + 1;
  records.end(long, 'closed');
  for (let more = 0; more <= bounds.records; more++) records.end(records.open(at, at, false), 'closed');
  assert.equal(records.page(long.id, 0), null);
  assert.equal(records.page('a'.repeat(32), 0), null);
});

test('a page of a record fits one reply, and the pages together hold all of it', () => {
  const records = createRecords(() => 0);
  const at = { host: '192.0.2.1', port: 1 };
  const record = records.open(at, at, false);
  for (let entry = 0; entry < 60; entry++) records.note(record, { kind: 'said', text: `${entry} ${'z'.repeat(200)}` });
  const texts: string[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page = records.page(record.id, from);
    assert.ok(page !== null && JSON.stringify(page).length < 2 * bounds.page);
    texts.push(...page.entries.map((entry) => ('text' in entry ? entry.text : '')));
    from = page.next;
  }
  assert.equal(texts.length, 60);
});

test('a log line is one line of JSON, whatever stands in it', () => {
  let line = '';
  jsonLog(
    (text) => (line = text),
    () => new Date(0),
  )('login', { peer: 'a\nb\u001b[31m', n: 1 });
  assert.equal(line.indexOf('\n'), line.length - 1);
  assert.ok(!line.includes('\u001b'));
  assert.equal((JSON.parse(line) as { n: number }).n, 1);
});
