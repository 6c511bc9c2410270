import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { safeJson, sanitise, sanitiseLines } from '../../src/formats/sanitise.js';
import { toAscii } from '../../src/formats/text/ascii.js';
import { payloads } from './payloads.js';
import { growth, linear } from '../protocol/growth.js';

const text = fc.string({ unit: 'binary', maxLength: 60 });
// Written apart from the program's own list: control, format, surrogate, separators, noncharacters.
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff\ufdd0-\ufdef\u115f\u1160\u3164\uffa0\u034f\ufe0f]/u;

test('ordinary text of any script passes unchanged', () => {
  for (const ordinary of ['', '220 ready', 'Grüße, Ünïcödé', '日本語', 'עברית', 'العربية', '🎉 C:\\ftp', 'Việt Nam'])
    assert.equal(sanitise(ordinary), ordinary);
});

test('a dangerous character is shown by its number', () => {
  assert.equal(sanitise('\x1b[31m\r\n\t\x00\x7f\x9b'), '\\x1b[31m\\x0d\\x0a\\x09\\x00\\x7f\\x9b');
  assert.equal(sanitise('a\u202eb\u200bc\ufeffd\u2028e'), 'a\\u{202e}b\\u{200b}c\\u{feff}d\\u{2028}e');
  assert.equal(sanitise('\ud800x\udfff'), '\\u{d800}x\\u{dfff}');
});

test('no payload keeps a harmful character', () => {
  for (const [name, payload] of Object.entries(payloads)) assert.doesNotMatch(sanitise(payload), harmful, name);
});

test('whatever the text, nothing harmful is left, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(text, (hostile) => {
      const once = sanitise(hostile);
      assert.doesNotMatch(once, harmful);
      assert.equal(sanitise(once), once);
    }),
  );
});

test('text over the cap is cut, and the rest counted', () => {
  assert.equal(sanitise('abcdef', 4), 'abcd…(+2)');
  assert.equal(sanitise('abcd', 4), 'abcd');
  assert.equal(sanitise('ab\x1bcd', 4), 'ab…(+3)');
  assert.equal(sanitise('a🎉🎉🎉', 3), 'a🎉…(+2)');
  fc.assert(
    fc.property(text, fc.nat(50), (hostile, cap) => {
      assert.ok(sanitise(hostile, cap, '').replace(/\(\+\d+\)$/, '').length <= cap);
    }),
  );
});

test('a tower of combining marks is taken down after the third', () => {
  assert.equal(sanitise('e\u0301\u0301\u0301\u0301\u0301'), 'e\u0301\u0301\u0301\\u{301}\\u{301}');
});

test('lines are broken at CRLF and LF alone, and a last newline opens no further line', () => {
  assert.deepEqual(sanitiseLines('220-a\r\n220 b\r\n'), ['220-a', '220 b']);
  assert.deepEqual(sanitiseLines('a\rb\u2028c\n\nd'), ['a\\x0db\\u{2028}c', '', 'd']);
  assert.deepEqual(sanitiseLines(''), ['']);
});

test('safe JSON has no harmful character but its own newlines, and is the same value', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text))), fc.constantFrom(undefined, 2), (value, indent) => {
      const json = safeJson(value, indent);
      assert.doesNotMatch(json.replaceAll('\n', ''), harmful);
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('ASCII text has a spelling for every sign', () => {
  assert.equal(toAscii('a → b … 3 × 4 · “x” é 日'), 'a -> b ... 3 x 4 - "x" \\xe9 \\u{65e5}');
  fc.assert(
    fc.property(text, (hostile) => {
      assert.match(toAscii(sanitise(hostile)), /^[\x20-\x7e]*$/);
    }),
  );
});

test('a long reply is made safe in time that grows with its length, and cut to what was asked', () => {
  const times = growth(8000, (size) => {
    const reply = `\x1b${'\u0301,'.repeat(size)}`;
    assert.ok(sanitise(reply, 100).length <= 120);
    return () => sanitise(reply, 100);
  });
  assert.ok(times < linear, `${times.toFixed(1)} times as long for eight times the length`);
});
