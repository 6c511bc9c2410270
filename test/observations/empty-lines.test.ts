import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireEvent } from '../../src/model/transcript.js';
import { dialoguesOf } from '../../src/observations/dialogue.js';

/** What happens on one control connection, one call after the other. */
function eventsOf(...calls: readonly (readonly [WireEvent['operation'], input: string, value: string])[]): WireEvent[] {
  return calls.map(([operation, input, value], at) => ({
    ...{ seq: at + 1, lane: 'gate', experiment: 'gate', socket: 1, purpose: 'control', operation, input },
    ...{ outcome: { ok: true, value }, startedMs: at, finishedMs: at },
  }));
}

const connected = ['connect', '192.0.2.1:21', '192.0.2.9:5000 192.0.2.1:21'] as const;

function answersIn(events: readonly WireEvent[]): (readonly [command: string, code: number | undefined])[] {
  return dialoguesOf(events).flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'exchange' ? [[step.exchange.command, step.exchange.reply?.code]] : [])),
  );
}

test('what answers the first command of a server that sent only empty lines is no greeting', () => {
  const lines = ['read', '', '\r\n\r\n\r'] as const;
  const asked = ['write', 'HELP\r\n', ''] as const;
  assert.deepEqual(answersIn(eventsOf(connected, lines, lines, asked, ['read', '', '\n502 unknown\r\n'])), [
    ['HELP', 502],
  ]);
});

test('a greeting behind empty lines is one, in whatever pieces', () => {
  const read = (value: string) => ['read', '', value] as const;
  assert.deepEqual(answersIn(eventsOf(connected, read('\r\n'), read('\r\n22'), read('0 ready\r\n'))), [['', 220]]);
});
