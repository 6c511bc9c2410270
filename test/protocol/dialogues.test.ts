import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse227, parse228, parse229 } from '../../src/protocol/passive.js';
import { decodeGreeting, decodeReply, decodeStat, isFtpGreeting } from '../../src/protocol/server-text.js';
import { type RecordedExchange, recordedSessions } from './dialogue-file.js';

const passiveParsers: Readonly<Record<number, typeof parse227>> = { 227: parse227, 228: parse228, 229: parse229 };

/** What the decoders make of a recorded reply; `null` for nothing. */
function decoded({ command, reply }: RecordedExchange): unknown {
  const passive = passiveParsers[reply.code];
  if (passive !== undefined) return passive(reply);
  if (reply.code >= 400) return decodeReply(reply, command);
  const told =
    command === '' ? decodeGreeting(reply) : command === 'STAT' && reply.code === 211 ? decodeStat(reply) : {};
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
  return Object.keys(known).length === 0 ? null : known;
}

for (const { product, title, exchanges } of recordedSessions()) {
  test(`${product} is understood (${title})`, () => {
    assert.ok(exchanges.length > 0);
    for (const exchange of exchanges) {
      const { command, reply, known, line } = exchange;
      assert.deepEqual(
        decoded(exchange),
        known,
        `line ${line}: ${command} was answered with ${reply.lines.join(' / ')}`,
      );
      if (command === '') assert.ok(isFtpGreeting(reply), `line ${line}`);
    }
  });
}
