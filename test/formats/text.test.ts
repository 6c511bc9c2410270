import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodedPairs } from '../../src/formats/text/byte-pairs.js';
import { parseTarget } from '../../src/cli/target.js';
import { targetNames, targetUrl } from '../../src/formats/text/target.js';
import { duration, seconds, whatHappened } from '../../src/formats/text/words.js';
import { columnsOf, wrap } from '../../src/formats/text/wrap.js';
import { healthy } from './reports.js';
import { growth, linear } from '../protocol/growth.js';

const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '日', 'e\u0301', '🎉', '.'), maxLength: 30 }));

test('wrapped lines fit and lose no word', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (list, width) => {
      const lines = wrap(list.join(' '), width);
      for (const line of lines) assert.ok(columnsOf(line) <= width, JSON.stringify(line));
      assert.equal(lines.join('').replaceAll(' ', ''), list.join('').replaceAll(' ', ''));
    }),
  );
});

test('lines are broken at blanks, but not between a number and its unit', () => {
  assert.deepEqual(wrap('one two three', 9), ['one two', 'three']);
  assert.deepEqual(wrap('it took RTT 12 ms', 15), ['it took RTT', '12 ms']);
  assert.deepEqual(wrap('', 10), ['']);
  assert.deepEqual(wrap('0123456789', 4), ['0123', '4567', '89']);
});

test('wide scripts take two columns and combining marks none', () => {
  assert.equal(columnsOf('ab'), 2);
  assert.equal(columnsOf('日本'), 4);
  assert.equal(columnsOf('e\u0301'), 1);
  assert.equal(columnsOf('🎉'), 2);
});

test('byte pairs are spelt out for 227 and PORT, with or without parentheses', () => {
  assert.equal(decodedPairs('227 Entering Passive Mode (10,0,0,10,195,80).'), '10.0.0.10:50000, 195 x 256 + 80');
  assert.equal(decodedPairs('227 =192,168,4,29,9,227'), '192.168.4.29:2531, 9 x 256 + 227');
  assert.equal(decodedPairs('227 10,0,0,10,0,21'), '10.0.0.10:21, 0 x 256 + 21');
  assert.equal(decodedPairs('PORT 192,168,0,3,19,243'), '192.168.0.3:5107, 19 x 256 + 243');
  assert.equal(decodedPairs('port 192,168,0,3,31,255'), '192.168.0.3:8191, 31 x 256 + 255');
});

test('a 229 reply gives its port, whatever its delimiter', () => {
  for (const line of ['229 Extended (|||50044|)', '229 Extended (!!!50044!)'])
    assert.equal(decodedPairs(line), 'port 50044, at the address of the control connection');
});

test('what is no address is not made one', () => {
  for (const line of [
    '227 Entering Passive Mode (10,0,0,300,1,1)',
    '227 ok',
    '220 (1,2,3,4,5,6)',
    '229 (|||x|)',
    'REPORT 1,2,3,4,5,6',
    '',
  ])
    assert.equal(decodedPairs(line), null, line);
});

test('decoding takes time in proportion to the line', () => {
  for (const [start, again] of [
    ['227 ', '1,'],
    ['227 ', '1'],
    ['229 ', '(|||'],
  ] as const) {
    const times = growth(8000, (size) => {
      const line = start + again.repeat(size);
      return () => decodedPairs(line);
    });
    assert.ok(times < linear, `${start}${again}: ${times.toFixed(1)} times as long for eight times the length`);
  }
});

test('targets are named by host and port, else by their URL, else by number', () => {
  const user = { ...healthy, target: { ...healthy.target, user: 'u' } };
  const v6 = {
    ...healthy,
    target: { ...healthy.target, host: '2001:db8::1', tls: 'implicit', port: 990, path: 'in' },
  } as const;
  assert.deepEqual(targetNames([healthy, v6]), ['ftp.example.com:21', '[2001:db8::1]:990']);
  assert.deepEqual(targetNames([healthy, user, user]), [
    'ftp://anonymous@ftp.example.com:21',
    'ftp://u@ftp.example.com:21',
    'ftp://u@ftp.example.com:21#2',
  ]);
  assert.equal(targetUrl(v6), 'ftps://anonymous@[2001:db8::1]:990/in');
});

test('the URL of a target is read back as the same target, absolute paths and odd names included', () => {
  for (const [user, path] of [
    ['anonymous', ''],
    ['joe', 'pub/in box'],
    ['joe@example.com', '/pub'],
    ['a:b/c%d', '/50%/x'],
  ] as const) {
    const url = targetUrl({ target: { ...healthy.target, user, path } });
    const read = parseTarget(url);
    assert.deepEqual([read.user, read.path ?? '', read.password], [user, path, null], url);
  }
  assert.equal(targetUrl({ target: { ...healthy.target, path: '/pub' } }), 'ftp://anonymous@ftp.example.com:21/%2Fpub');
});

test('durations are rounded to what a reader needs, and exact for machines', () => {
  assert.deepEqual([0, 0.44, 12.3, 999.4, 999.6, 8003].map(duration), [
    '0 ms',
    '0.4 ms',
    '12 ms',
    '999 ms',
    '1.0 s',
    '8.0 s',
  ]);
  assert.deepEqual([0, 412, 0.1, 8003.4].map(seconds), ['0', '0.412', '0.0001', '8.0034']);
});

test('what happened is said in words, with the reply of the server where there is one', () => {
  const [attempt] = healthy.attempts;
  assert.ok(attempt !== undefined);
  const failing = (
    kind: 'timed-out' | 'rejected' | 'tls',
    during: 'accept' | 'list' | 'secure' | 'negotiate',
    reply: string | null,
  ): string => whatHappened({ ...attempt, reached: 'negotiated', failure: { kind, during, detail: 'ERR', reply } });
  assert.equal(whatHappened(attempt), '12 entries');
  assert.equal(failing('timed-out', 'accept', null), 'timed out while waiting for the server to call back');
  assert.equal(
    failing('timed-out', 'accept', '425-No\n425 Failed'),
    'timed out while waiting for the server to call back; the last reply was "425-No / 425 Failed"',
  );
  assert.equal(failing('rejected', 'list', '550 Denied'), 'at LIST: 550 Denied');
  assert.equal(failing('rejected', 'negotiate', '500 Illegal'), '500 Illegal');
  assert.equal(failing('tls', 'secure', null), 'TLS failed in the TLS handshake of the data connection: ERR');
});
