import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCommand, maskSecrets } from '../../src/protocol/command.js';

test('a command ends with CR LF and is UTF-8', () => {
  assert.deepEqual([...encodeCommand('CWD é')], [0x43, 0x57, 0x44, 0x20, 0xc3, 0xa9, 0x0d, 0x0a]);
});

test('a command cannot smuggle in a second one', () => {
  for (const line of ['USER a\r\nDELE b', 'USER a\nDELE b', 'USER a\rDELE b', 'USER a\0']) {
    assert.throws(() => encodeCommand(line), RangeError);
  }
});

test('no command has a byte that Telnet takes for its own', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n\0]/g, '')),
      (line) => {
        assert.ok(!encodeCommand(line).includes(0xff));
      },
    ),
  );
});

test('passwords and accounts are cut, in any case and on any line', () => {
  assert.equal(maskSecrets('PASS secret'), 'PASS ****');
  assert.equal(maskSecrets('pass two words '), 'pass ****');
  assert.equal(maskSecrets('ACCT secret'), 'ACCT ****');
  assert.equal(maskSecrets('  PASS\tsecret'), '  PASS\t****');
  assert.equal(maskSecrets('USER bob\r\nPASS secret\r\nPWD\r\n'), 'USER bob\r\nPASS ****\r\nPWD\r\n');
});

test('nothing else is cut', () => {
  for (const line of ['USER secret', 'PASS', 'PASV', 'STOR PASS secret', 'SITE PASSWD x', '']) {
    assert.equal(maskSecrets(line), line);
  }
});

test('a password never survives', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{12,20}$/), (secret) => {
      assert.ok(!maskSecrets(`USER bob\r\nPASS ${secret}\r\nACCT x${secret}`).includes(secret));
    }),
  );
});
