import assert from 'node:assert/strict';
import { test } from 'node:test';
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
import { growth, linear } from './growth.js';

const verbs = ['', 'PORT', 'EPRT', 'PASV', 'EPSV', 'LIST', 'USER', 'PASS', 'STAT', 'NOOP'];

/** Everything that is done with a text that someone else wrote, made ready to be done. */
const readers: Readonly<Record<string, (text: string) => () => unknown>> = {
  createReplyReader: (text) => {
    const bytes = new TextEncoder().encode(text);
    return () => createReplyReader().push(bytes);
  },
  parsePassiveReply: (text) => {
    const replies = [227, 229].map((code) => replyOf(code, text));
    return () => replies.map((reply) => parsePassiveReply('PASV', reply));
  },
  parse228: onReply(228, parse228),
  parsePort: onText(parsePort),
  parseEprt: onText(parseEprt),
  parseLprt: onText(parseLprt),
  decodeText: onText(decodeText),
  encodeEndpoint: onText(encodeEndpoint),
  parseEndpoint: onText(parseEndpoint),
  classify: onText(classify),
  sameAddress: onText((text) => sameAddress(text, `${text} `)),
  maskSecrets: onText(maskSecrets),
  decodeReply: (text) => {
    const replies = [421, 425, 500, 530].map((code) => replyOf(code, text));
    return () => replies.map((reply) => verbs.map((verb) => decodeReply(reply, verb)));
  },
  decodeStat: onReply(211, decodeStat),
  decodeGreeting: onReply(220, decodeGreeting),
  decodeOpening: onReply(150, decodeOpening),
  isFtpGreeting: onReply(220, isFtpGreeting),
  classifyForeignGreeting: onText(classifyForeignGreeting),
  identifyServer: (text) => {
    const features = text.split('\n');
    return () => identifyServer({ banner: text, system: text, features, stat: text });
  },
};

function onText(read: (text: string) => unknown): (text: string) => () => unknown {
  return (text) => () => read(text);
}

function onReply(code: number, read: (reply: Reply) => unknown): (text: string) => () => unknown {
  return (text) => {
    const reply = replyOf(code, text);
    return () => read(reply);
  };
}

function replyOf(code: number, text: string): Reply {
  return { code, lines: text.split('\n').map((line, at) => (at === 0 ? `${code} ${line}` : line)) };
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
  ...[
    '.',
    '1.',
    '255.',
    'TLS ',
    'PORT ',
    'PASS ',
    'PASS\n',
    '\tPASS',
    'PASS a\n',
    'data connection ',
    'too many ',
    '[',
    '[1]',
    '220 E',
  ],
  ...['Connected to ', 'x (', '1.1.1.1 (', 'Version ', 'FTP server (', 'EPRT |', '227 ', '228 1,'],
];

for (const [name, read] of Object.entries(readers)) {
  test(`${name} takes linear time on a text made to be slow`, () => {
    for (const piece of pieces) {
      const factor = growth(4000, (size) => {
        return read(piece.repeat(Math.ceil(size / piece.length)));
      });
      assert.ok(factor < linear, `${JSON.stringify(piece)}: ${factor.toFixed(1)} times the time for 8 times the text`);
    }
  });
}
