import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createReplyReader, type ReplyItem } from '../../src/protocol/reply.js';
import { growth, linear } from './growth.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string | Uint8Array): ReplyItem[] =>
  createReplyReader().push(typeof text === 'string' ? encode(text) : text);
const reply = (code: number, ...lines: string[]): ReplyItem => ({ kind: 'reply', reply: { code, lines } });

const welcome = encode('220-Grüß Gott\r\n 220 is not the end\r\n150 nor is this\r\n220 ready\r\n331 name?\n');
const welcomeReplies = [
  reply(220, '220-Grüß Gott', ' 220 is not the end', '150 nor is this', '220 ready'),
  reply(331, '331 name?'),
];

test('a reply is not finished before its newline, however it is cut', () => {
  for (let cut = 1; cut < welcome.length; cut++) {
    const reader = createReplyReader();
    const items = [...reader.push(welcome.subarray(0, cut)), ...reader.push(welcome.subarray(cut))];
    assert.deepEqual(items, welcomeReplies, `cut after byte ${cut}`);
  }
  const reader = createReplyReader();
  const items = Array.from(welcome, (byte) => reader.push(Uint8Array.of(byte)));
  assert.deepEqual(items.flat(), welcomeReplies);
  assert.equal(
    items.findIndex((some) => some.length > 0),
    welcome.indexOf(0x0a, welcome.length - 12),
  );
});

test('what does not form a reply yet is pending', () => {
  const reader = createReplyReader();
  assert.equal(reader.pending(), '');
  reader.push(encode('220-one\r\ntwo\r\n22'));
  assert.equal(reader.pending(), '220-one\ntwo\n22');
  assert.deepEqual(reader.push(encode('0 three\r\n')), [reply(220, '220-one', 'two', '220 three')]);
  assert.equal(reader.pending(), '');
});

const single: readonly (readonly [string, string | Uint8Array, readonly ReplyItem[]])[] = [
  ['a line may end with LF alone', '230 in\n', [reply(230, '230 in')]],
  ['a line may end with more than one CR', '230 in\r\r\n', [reply(230, '230 in')]],
  ['a code alone is a reply', '220\r\n', [reply(220, '220')]],
  ['a code with a blank and no text is a reply', '220 \r\n', [reply(220, '220 ')]],
  ['a code alone ends a reply of several lines', '211-a\r\n211\r\n', [reply(211, '211-a', '211')]],
  [
    'another code inside a reply does not end it, nor does its own with a hyphen',
    '211-a\r\n212 b\r\n211-c\r\n211d\r\n211 e\r\n',
    [reply(211, '211-a', '212 b', '211-c', '211d', '211 e')],
  ],
  ['an empty line inside a reply belongs to it', '211-a\r\n\r\n211 b\r\n', [reply(211, '211-a', '', '211 b')]],
  ['an empty line between replies is nothing', '\r\n200 a\r\n\n200 b\r\n', [reply(200, '200 a'), reply(200, '200 b')]],
  ['two replies in one piece are two', '150 a\r\n226 b\r\n', [reply(150, '150 a'), reply(226, '226 b')]],
  ['an SSH greeting is foreign', 'SSH-2.0-OpenSSH_9.2\r\n', [{ kind: 'foreign', text: 'SSH-2.0-OpenSSH_9.2' }]],
  [
    'a number that is no reply code is foreign',
    '999 x\r\n012 x\r\n2200 x\r\n220x\r\n',
    ['999 x', '012 x', '2200 x', '220x'].map((text) => ({ kind: 'foreign', text })),
  ],
  ['a protected reply of RFC 2228 is a reply', '631 MFY=\r\n', [reply(631, '631 MFY=')]],
  [
    'a line that is no UTF-8 is read as Latin-1',
    Uint8Array.of(...encode('257 "'), 0xe9, 0x22, 0x0a),
    [reply(257, '257 "é"')],
  ],
  [
    'one line in UTF-8 and one in Latin-1 are each read right',
    Uint8Array.of(...encode('211-é\n'), 0xe9, ...encode('\n211 end\n')),
    [reply(211, '211-é', 'é', '211 end')],
  ],
  [
    'Telnet commands are no part of a reply',
    Uint8Array.of(0xff, 0xfb, 0x01, ...encode('22'), 0xff, 0xf1, ...encode('0 hi'), 0xff, 0xfd, 0x18, 0x0d, 0x0a),
    [reply(220, '220 hi')],
  ],
  [
    'a Telnet subnegotiation is no part of a reply',
    Uint8Array.of(...encode('220 a'), 0xff, 0xfa, 0x18, 0x01, 0xff, 0xff, 0xff, 0xf0, ...encode('b\r\n')),
    [reply(220, '220 ab')],
  ],
  [
    'a Telnet subnegotiation without end does not swallow the next reply',
    Uint8Array.of(...encode('220 a'), 0xff, 0xfa, 0x18, ...encode('x\n230 b\n')),
    [reply(220, '220 a'), reply(230, '230 b')],
  ],
  ['a doubled 0xFF is one letter', Uint8Array.of(...encode('250 '), 0xff, 0xff, 0x0a), [reply(250, '250 ÿ')]],
  [
    'a 0xFF that no command follows is a letter',
    Uint8Array.of(...encode('250 '), 0xff, 0x61, 0x0a),
    [reply(250, '250 ÿa')],
  ],
];

for (const [title, bytes, items] of single) {
  test(title, () => {
    assert.deepEqual(read(bytes), items);
  });
}

test('a reply above the cap overflows once, and reading goes on at the next line', () => {
  const reader = createReplyReader({ maxReplyBytes: 100 });
  const long = reader.push(encode(`220 ${'a'.repeat(500)}\r\n230 in\r\n`));
  assert.deepEqual(long, [{ kind: 'overflow', text: `220 ${'a'.repeat(96)}` }, reply(230, '230 in')]);
  const many = reader.push(encode(`211-first\r\n${'x\r\n'.repeat(100)}211 end\r\n`));
  assert.deepEqual(many[0], { kind: 'overflow', text: '211-first' });
  assert.equal(many.filter(({ kind }) => kind === 'overflow').length, 1);
  assert.deepEqual(many.at(-1), reply(211, '211 end'));
});

test('empty lines count towards the cap', () => {
  const items = createReplyReader({ maxReplyBytes: 100 }).push(encode(`211-a\n${'\n'.repeat(150)}`));
  assert.deepEqual(items, [{ kind: 'overflow', text: '211-a' }]);
  const between = createReplyReader({ maxReplyBytes: 100 });
  const lines = between.push(encode(`${'\r\n'.repeat(51)}220 in\r\n\r\n`.repeat(2)));
  assert.deepEqual(
    lines,
    Array(2)
      .fill([{ kind: 'overflow', text: '' }, reply(220, '220 in')])
      .flat(),
  );
});

test('a reply of exactly the cap is a reply', () => {
  const text = `220 ${'a'.repeat(94)}\r\n`;
  assert.equal(text.length, 100);
  assert.equal(createReplyReader({ maxReplyBytes: 100 }).push(encode(text))[0]?.kind, 'reply');
  assert.equal(createReplyReader({ maxReplyBytes: 99 }).push(encode(text))[0]?.kind, 'overflow');
});

/** Bytes that matter to the reader, mixed with any others. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(...['220-', '220 ', '220', '\r\n', '\n', '\r', ' ', '-', '331 é', 'x'].map(encode)),
      fc.constantFrom(0xff, 0xf0, 0xfa, 0xfb, 0x0a).map((byte) => Uint8Array.of(byte)),
      fc.uint8Array({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

test('any cut of any stream gives the same items and the same rest', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(100), { maxLength: 8 }), fc.integer({ min: 1, max: 60 }), (stream, at, cap) => {
      const whole = createReplyReader({ maxReplyBytes: cap });
      const cut = createReplyReader({ maxReplyBytes: cap });
      const edges = [0, ...at.map((edge) => edge % (stream.length + 1)).sort((a, b) => a - b), stream.length];
      const items = edges.slice(1).flatMap((edge, index) => cut.push(stream.subarray(edges[index], edge)));
      assert.deepEqual(items, whole.push(stream));
      assert.equal(cut.pending(), whole.pending());
    }),
  );
});

test('replies written by the grammar are read back, whatever their text', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, ''));
  const written = fc.record({
    code: fc.integer({ min: 100, max: 599 }),
    first: word,
    between: fc.array(word),
    last: word,
  });
  fc.assert(
    fc.property(fc.array(written, { maxLength: 5 }), (replies) => {
      const expected = replies.map(({ code, first, between, last }) => {
        // A continuation line is indented, so it cannot be taken for the end.
        return reply(code, `${code}-${first}`, ...between.map((line) => ` ${line}`), `${code} ${last}`);
      });
      const stream = expected.flatMap((item) => (item.kind === 'reply' ? item.reply.lines : []));
      assert.deepEqual(read(stream.map((line) => `${line}\r\n`).join('')), expected);
    }),
  );
});

test('reading takes linear time, also byte by byte', () => {
  const streams: Readonly<Record<string, (size: number) => string>> = {
    'one long line': (size) => `220 ${'a'.repeat(size)}`,
    'many short lines': (size) => `220-\n${'x\n'.repeat(size / 2)}220 end\n`,
    'many replies': (size) => '200 ok\r\n'.repeat(size / 8),
    'many foreign lines': (size) => 'x\n'.repeat(size / 2),
  };
  for (const [name, stream] of Object.entries(streams)) {
    const factor = growth(8192, (size) => {
      const all = encode(stream(size));
      return () => {
        const reader = createReplyReader({ maxReplyBytes: 1 << 20 });
        for (let at = 0; at < all.length; at++) reader.push(all.subarray(at, at + 1));
      };
    });
    assert.ok(factor < linear, `${name}: ${factor.toFixed(1)} times the time for 8 times the input`);
  }
});
