import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../src/model/network.js';
import type { WireEvent } from '../../src/model/transcript.js';
import { transfersOf } from '../../src/observations/transfers.js';

type Told = readonly ['control' | 'data', 'read' | 'write', string | Failure];

/** A lane on which each event takes a second. */
function lane(...told: readonly Told[]): WireEvent[] {
  return told.map(([purpose, operation, what], at) => ({
    ...{ seq: at + 1, lane: 'long-transfer/plain', experiment: 'long-transfer', socket: purpose === 'control' ? 1 : 2 },
    ...{ purpose, operation, input: operation === 'write' && typeof what === 'string' ? what : '' },
    outcome:
      typeof what === 'string' ? { ok: true, value: operation === 'read' ? what : '' } : { ok: false, failure: what },
    ...{ startedMs: at * 1000, finishedMs: (at + 1) * 1000 },
  }));
}

const nothing: Failure = { kind: 'timed-out', detail: 'nothing came within 8000 ms' };
const closed: Failure = { kind: 'closed', detail: 'the far end closed the connection' };
const begin: readonly Told[] = [
  ['control', 'write', 'SIZE a\r\n'],
  ['control', 'read', '213 10\r\n'],
  ['control', 'write', 'RETR a\r\n'],
  ['control', 'read', '150 Here it comes.\r\n'],
];
const data: readonly Told[] = [
  ['data', 'read', '10 bytes, 0 line ends'],
  ['data', 'read', closed],
];
const ask: Told = ['control', 'write', 'NOOP\r\n'];

const outcomes: readonly [string, readonly Told[], object][] = [
  ['a 226 by itself', [...data, ['control', 'read', '226 Done.\r\n']], { outcome: 'finished', silentMs: 3000 }],
  [
    'a 226 in front of the answer to NOOP',
    [...data, ['control', 'read', nothing], ask, ['control', 'read', '226 Done.\r\n200 OK.\r\n']],
    { outcome: 'late', silentMs: 2000 },
  ],
  [
    'an answer to NOOP alone',
    [...data, ['control', 'read', nothing], ask, ['control', 'read', '200 OK.\r\n']],
    { outcome: 'unsaid' },
  ],
  ['no answer', [...data, ['control', 'read', nothing], ask, ['control', 'read', nothing]], { outcome: 'silent' }],
  [
    'an RST that answers NOOP',
    [...data, ['control', 'read', nothing], ask, ['control', 'read', { kind: 'reset', detail: 'ECONNRESET' }]],
    { outcome: 'reset', unasked: false },
  ],
  [
    'an end that came by itself',
    [['control', 'read', closed], ...data],
    { outcome: 'closed', unasked: true, silentMs: 1000 },
  ],
  ['a goodbye', [['control', 'read', '421 Timeout.\r\n'], ...data], { outcome: 'told', unasked: true }],
  [
    'an interruption',
    [
      ['data', 'read', { kind: 'unknown', detail: 'interrupted' }],
      ['control', 'read', { kind: 'unknown', detail: 'interrupted' }],
    ],
    { outcome: null },
  ],
];

test('a transfer that got no data connection is told as such, and not passed over', () => {
  const told = transfersOf([
    ...lane(
      ['control', 'write', 'SIZE a\r\n'],
      ['control', 'read', '213 10\r\n'],
      ['control', 'write', 'PASV\r\n'],
      ['control', 'read', '227 Entering Passive Mode (192,0,2,1,195,80).\r\n'],
    ),
    ...lane(['data', 'read', nothing]).map((event) => ({
      ...{
        ...event,
        seq: 5,
        operation: 'connect' as const,
        input: '192.0.2.1:50000',
        startedMs: 4000,
        finishedMs: 12_000,
      },
    })),
  ]);
  assert.deepEqual(
    told.map(({ outcome, path, size, dataFailure, events }) => ({ outcome, path, size, dataFailure, events })),
    [{ outcome: 'unopened', path: 'a', size: 10, dataFailure: nothing, events: [3, 4, 5] }],
  );
});

for (const [title, told, expected] of outcomes) {
  test(`a transfer behind which there was ${title} is read as that`, () => {
    const [probe] = transfersOf(lane(...begin, ...told));
    assert.deepEqual({ ...probe, path: 'a', size: 10, ...expected }, probe);
  });
}

test('a refused retrieval is no transfer, and the size may stand in the 150', () => {
  const [refused] = transfersOf(lane(['control', 'write', 'RETR b\r\n'], ['control', 'read', '550 No.\r\n']));
  assert.equal(refused?.outcome, 'refused');
  assert.equal(refused.reply?.code, 550);
  const opening: Told = ['control', 'read', '150 Opening BINARY mode data connection for b (1234 bytes).\r\n'];
  const [sized] = transfersOf(lane(['control', 'write', 'RETR b\r\n'], opening, ...data));
  assert.equal(sized?.size, 1234);
});
