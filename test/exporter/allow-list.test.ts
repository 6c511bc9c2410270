import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyOf, readEntry } from '../../src/exporter/allow-list.js';

const cases: readonly (readonly [entry: string, yes: readonly string[], no: readonly string[]])[] = [
  ['ftp.example.com', ['ftp.example.com 21', 'FTP.example.COM. 990'], ['ftp.example.com 22', 'xftp.example.com 21']],
  ['ftp.example.com:2121', ['ftp.example.com 2121'], ['ftp.example.com 21', 'ftp.example.com.evil.net 2121']],
  ['ftp.example.com:2121-2125', ['ftp.example.com 2125'], ['ftp.example.com 2126']],
  ['ftp.example.com:*', ['ftp.example.com 25'], []],
  ['*.example.com', ['a.example.com 21'], ['example.com 21', 'a.b.example.com 21', '.example.com 21']],
  ['ftp-*.example.com', ['ftp-1.example.com 21'], ['ftp-.example.com 21', 'ftp.example.com 21']],
  ['*.bücher.example', ['a.xn--bcher-kva.example 21'], ['a.bucher.example 21']],
  ['192.0.2.7', ['192.0.2.7 21', '::ffff:192.0.2.7 21'], ['192.0.2.8 21']],
  ['192.0.2.0/24', ['192.0.2.255 21'], ['192.0.3.0 21', '192.0.2.1 2121', 'name-in-192.0.2.example 21']],
  ['192.0.2.0/24:*', ['192.0.2.1 2121'], []],
  ['0.0.0.0/0', ['127.0.0.1 21', '::ffff:8.8.8.8 21'], ['2001:db8::1 21', 'localhost 21']],
  ['[2001:db8::]/32:2121', ['2001:db8:ffff::1 2121'], ['2001:db9::1 2121']],
  ['2001:db8::/32', ['2001:db8::1 21', '2001:db8::1%eth0 21'], ['2001:db8::1 2121']],
  ['2001:db8::1', ['2001:db8:0::1 21'], ['2001:db8::2 21']],
  ['[2001:db8::1]:2121', ['2001:db8::1 2121'], ['2001:db8::1 21']],
];

for (const [entry, yes, no] of cases) {
  test(`the entry ${entry} permits what it says and nothing else`, () => {
    const permit = anyOf([readEntry(entry)]);
    const asked = (text: string): boolean => {
      const [host = '', port = ''] = text.split(' ');
      return permit(host, Number(port));
    };
    assert.deepEqual(
      yes.filter((one) => !asked(one)),
      [],
    );
    assert.deepEqual(no.filter(asked), []);
  });
}

test('an empty list permits nothing', () => {
  assert.equal(anyOf([])('127.0.0.1', 21), false);
});

for (const entry of [
  '',
  ':21',
  'a b',
  'ftp://host',
  '10.0.0.0/33',
  'host/24',
  'host:0',
  'host:9-1',
  'host:70000',
  '**.com',
  '[::1',
  'a..b',
  'bü*.example',
  '10.*',
  '*',
  '2001:db8::/129',
  'a:b:c',
]) {
  test(`the entry ${JSON.stringify(entry)} is refused with its text in the complaint`, () => {
    assert.throws(
      () => readEntry(entry),
      (error: Error) => error.name === 'UsageError' && error.message.includes(`"${entry}"`),
    );
  });
}
