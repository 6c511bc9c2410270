import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMasker, shownCommand } from '../../src/network/mask.js';

const secret = 'battery staple';

test('a password that a server echoes is cut, wherever the stream is split', () => {
  const text = `530 Login incorrect for ${secret}, ${secret}!\r\n`;
  for (let cut = 0; cut <= text.length; cut++) {
    const mask = createMasker(secret);
    const shown = mask(text.slice(0, cut)) + mask(text.slice(cut));
    assert.ok(!shown.includes(secret), `cut at ${cut}: ${shown}`);
    assert.match(shown, /^530 Login incorrect for (ba?)?(\*{4}){1,2}, (ba?)?(\*{4}){1,2}!\r\n$/);
  }
});

test('a text without the password passes unchanged', () => {
  const mask = createMasker(secret);
  assert.equal(mask('230 Login successful.\r\n'), '230 Login successful.\r\n');
});

test('a very short password is not searched for, since it would cut evidence', () => {
  assert.equal(
    createMasker('21')('227 Entering Passive Mode (10,0,0,21,21,21)'),
    '227 Entering Passive Mode (10,0,0,21,21,21)',
  );
});

test('the argument of PASS and ACCT is cut in what we send, and nothing else is', () => {
  const shown = (text: string): string => shownCommand(new TextEncoder().encode(text));
  assert.equal(shown('PASS hunter2\r\n'), 'PASS ****\r\n');
  assert.equal(shown('pass  with blanks \r\n'), 'pass ****\r\n');
  assert.equal(shown('USER PASS me\r\n'), 'USER PASS me\r\n');
});
