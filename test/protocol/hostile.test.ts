import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { identifyServer } from '../../src/knowledge/servers/index.js';
import type { Reply } from '../../src/model/observations.js';
import { parseEprt, parseLprt, parsePort } from '../../src/protocol/active.js';
import { classify, parseEndpoint, sameAddress } from '../../src/protocol/address.js';
import { decodeText, encodeEndpoint } from '../../src/protocol/calculator.js';
import { maskSecrets } from '../../src/protocol/command.js';
import { parse228, parsePassiveReply } from '../../src/protocol/passive.js';
import { createReplyReader } from '../../src/protocol/reply.js';
import {
  classifyForeignGreeting,
  decodeGreeting,
  decodeOpening,
  decodeReply,
  decodeStat,
  isFtpGreeting,
} from '../../src/protocol/server-text.js';
import { recordedSessions } from './dialogue-file.js';
import { growth, linear } from './growth.js';

const verbs = ['', 'PORT', 'EPRT', 'PASV', 'EPSV', 'LIST', 'USER', 'PASS', 'STAT', 'NOOP'];

/** Everything that is done with a text that someone else wrote. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  createReplyReader: (text) => createReplyReader().push(new TextEncoder().encode(text)),
  parsePassiveReply: (text) => [227, 229].map((code) => parsePassiveReply('PASV', replyOf(code, text))),
  parse228: (text) => parse228(replyOf(228, text)),
  parsePort,
  parseEprt,
  parseLprt,
  decodeText,
  encodeEndpoint,
  parseEndpoint,
  classify,
  sameAddress: (text) => sameAddress(text, `${text} `),
  maskSecrets,
  decodeReply: (text) =>
    [421, 425, 500, 530].map((code) => verbs.map((verb) => decodeReply(replyOf(code, text), verb))),
  decodeStat: (text) => decodeStat(replyOf(211, text)),
  decodeGreeting: (text) => decodeGreeting(replyOf(220, text)),
  decodeOpening: (text) => decodeOpening(replyOf(150, text)),
  isFtpGreeting: (text) => isFtpGreeting(replyOf(220, text)),
  classifyForeignGreeting,
  identifyServer: (text) => identifyServer({ banner: text, system: text, features: text.split('\n'), stat: text }),
};

function replyOf(code: number, text: string): Reply {
  return { code, lines: text.split('\n').map((line, at) => (at === 0 ? `${code} ${line}` : line)) };
}

const recorded = recordedSessions().flatMap(({ exchanges }) => exchanges.map(({ reply }) => reply.lines.join('\n')));

/** Real texts with a part cut out and something else put in its place, and texts of no origin at all. */
const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .tuple(fc.constantFrom(...recorded), fc.nat(300), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 }))
    .map(([text, at, length, other]) => text.slice(0, at) + other + text.slice(at + length)),
  fc
    .array(fc.constantFrom('(', ')', '|', ',', '1', '255', '256', '-', ' ', ':', '::', '.', '%', '227', '\n'))
    .map((parts) => parts.join('')),
);

for (const [name, read] of Object.entries(readers)) {
  test(`${name} throws on no text`, () => {
    fc.assert(
      fc.property(strange, (text) => {
        read(text);
      }),
      { numRuns: 300 },
    );
  });
}

/** Pieces that repeat where a careless pattern would try every way to divide them. */
const pieces = [
  ...[
    '1',
    '1,',
    '1 ,',
    '1, ',
    '-1',
    '(',
    '()',
    '(1,',
    '|',
    '| ',
    '||',
    '!',
    ' ',
    '\t',
    '\n',
    ':',
    '::',
    'a',
    'a:',
    '%',
  ],
  ...['.', '1.', '255.', 'TLS ', 'PORT ', 'PASS ', 'PASS\n', 'data connection ', 'too many ', '[', '[1]', '220 E'],
  ...['Connected to ', 'x (', '1.1.1.1 (', 'Version ', 'FTP server (', 'EPRT |', '227 ', '228 1,'],
];

for (const [name, read] of Object.entries(readers)) {
  test(`${name} takes linear time on a text made to be slow`, () => {
    for (const piece of pieces) {
      const factor = growth(4000, (size) => {
        const text = piece.repeat(Math.ceil(size / piece.length));
        return () => void read(text);
      });
      assert.ok(factor < linear, `${JSON.stringify(piece)}: ${factor.toFixed(1)} times the time for 8 times the text`);
    }
  });
}
