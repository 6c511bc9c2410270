import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHearing } from '../../src/protocol/hearing.js';

const whole = Uint8Array.from([0xff, 0xf1, ...new TextEncoder().encode('220 Grüße, 世界 🙂\r\n')]);

test('a character that a segment cuts in two is heard whole, and Telnet commands are not heard', () => {
  for (let cut = 0; cut <= whole.length; cut++) {
    const hear = createHearing();
    assert.equal(hear(whole.subarray(0, cut)) + hear(whole.subarray(cut)), '220 Grüße, 世界 🙂\r\n', `cut at ${cut}`);
  }
});

test('bytes that are no UTF-8 are heard as Latin-1', () => {
  assert.equal(createHearing()(Uint8Array.from([0x32, 0xe9, 0x20, 0x0a])), '2é \n');
});
