import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply } from '../../src/model/observations.js';
import { decodeCalled, decodeEstablished, decodeOpening, decodeStat } from '../../src/protocol/server-text.js';

const stat = (...lines: string[]): Reply => ({ code: 211, lines: ['211-Status', ...lines, '211 End'] });
const nothing = { seenAs: null, seenPort: null, serverInside: null };

test('SFTPGo tells our address and port, and its own where it listens on one', () => {
  assert.deepEqual(decodeStat(stat('Connected to 10.0.0.5:21 from 203.0.113.7:51234 for 5.2s')), {
    seenAs: '203.0.113.7',
    seenPort: 51_234,
    serverInside: { host: '10.0.0.5', port: 21 },
  });
  assert.deepEqual(decodeStat(stat('Connected to [::]:21 from [2001:db8::7]:51234 for 5.2s')), {
    seenAs: '2001:db8::7',
    seenPort: 51_234,
    serverInside: null,
  });
  assert.equal(decodeStat(stat('Connected to :2121 from 203.0.113.7:51234 for 1m')).seenAs, '203.0.113.7');
});

test("pyftpdlib's line names the server, although it says the same words", () => {
  const own = decodeStat(stat(' Connected to: 10.0.0.5:21'));
  assert.deepEqual(own, { ...nothing, serverInside: { host: '10.0.0.5', port: 21 } });
  assert.deepEqual(decodeStat(stat(' Connected to: 0.0.0.0:21')), nothing);
});

test('a name before the address does not hide it', () => {
  assert.equal(decodeStat(stat('     Connected to gateway.example.com (203.0.113.7)')).seenAs, '203.0.113.7');
  assert.equal(decodeStat(stat(' Connected from gw (::ffff:203.0.113.7)')).seenAs, '203.0.113.7');
  assert.equal(decodeStat(stat('211-    Connected to ::ffff:203.0.113.7')).seenAs, '203.0.113.7');
  assert.equal(decodeStat(stat('     Connected to 203.0.113.7.')).seenAs, '203.0.113.7');
});

test('a name alone tells no address', () => {
  assert.deepEqual(decodeStat(stat('     Connected to gateway.example.com')), nothing);
  assert.deepEqual(decodeStat(stat('     Connected to 1')), nothing);
});

test('BSD tells what it stored of PORT and PASV', () => {
  assert.deepEqual(decodeStat(stat('     Connected to 203.0.113.7', '     PORT (192,168,1,100,195,80)')).portStored, {
    host: '192.168.1.100',
    port: 50_000,
  });
  for (const line of ['     in Passive mode (10,0,0,5,19,136)', '     PASV (10,0,0,5,19,136)']) {
    assert.deepEqual(decodeStat(stat(line)).passiveStored, { host: '10.0.0.5', port: 5000 });
  }
  assert.deepEqual(decodeStat(stat('     PORT (192,168,1,300,195,80)')), nothing);
});

test('the first line that tells counts, not one that a file name could fake', () => {
  const told = decodeStat(stat('     Connected to 203.0.113.7', '     Connected to 198.51.100.9'));
  assert.equal(told.seenAs, '203.0.113.7');
});

test('the port that Pure-FTPd calls is told by its 150 in active mode only', () => {
  const opening = (text: string): Reply => ({ code: Number(text.slice(0, 3)), lines: [text] });
  assert.deepEqual(decodeOpening(opening('150 Connecting to port 50123')), { connectsTo: 50_123 });
  assert.equal(decodeOpening(opening('150 Connecting to port 99999')), null);
  assert.equal(decodeOpening(opening('150 Accepted data connection')), null);
  assert.equal(decodeOpening(opening('226 Connecting to port 50123')), null);
});

test('Pure-FTPd tells in ESTA from where it called, and in ESTP from where it was called', () => {
  const told = (last: string): Reply => ({ code: 225, lines: ['225-Connecting to port 49157', last] });
  const called = told('225 Connected from (|1|10.0.0.10|20|)');
  assert.deepEqual(decodeCalled(called), { host: '10.0.0.10', port: 20 });
  assert.equal(decodeEstablished(called), null);
  const established = told('225 Connected to (|2|2001:db8::7|51234|)');
  assert.deepEqual(decodeEstablished(established), { host: '2001:db8::7', port: 51_234 });
  assert.equal(decodeCalled(established), null);
  assert.equal(decodeCalled(told('225 Connected from (|1|not an address|20|)')), null);
});
