import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EndTarget } from '../../src/fxp/end.js';
import { fxpReport } from '../../src/fxp/report.js';
import type { FxpTranscript } from '../../src/fxp/run.js';
import type { WireEvent } from '../../src/model/transcript.js';

const target = (host: string): EndTarget => ({ host, port: 21, tls: 'off', user: 'joe', path: '' });

/** What was said on one control connection: `>` goes to the server, all else comes from it. */
function lane(name: string, lines: readonly string[]): Omit<WireEvent, 'seq'>[] {
  const about = { lane: name, experiment: name, socket: 1, purpose: 'control', startedMs: 0, finishedMs: 0 } as const;
  const host = name.startsWith('from') ? '192.0.2.1' : '192.0.2.2';
  return [
    { ...about, operation: 'connect', input: `${host}:21`, outcome: { ok: true, value: `192.0.2.9:4000 ${host}:21` } },
    ...lines.map((line) =>
      line.startsWith('>')
        ? ({ ...about, operation: 'write', input: `${line.slice(1)}\r\n`, outcome: { ok: true, value: '' } } as const)
        : ({ ...about, operation: 'read', input: '', outcome: { ok: true, value: `${line}\r\n` } } as const),
    ),
  ];
}

const ENTERED = ['220 ready', '>USER joe', '230 welcome', '>TYPE I', '200 binary'];

function transcriptOf(
  lanes: Readonly<Record<string, readonly string[]>>,
  more: Partial<FxpTranscript> = {},
): FxpTranscript {
  return {
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    cutShort: null,
    targets: { from: target('from.example.com'), to: target('to.example.com') },
    allowWrite: false,
    fileName: 'trial',
    events: Object.entries(lanes)
      .flatMap(([name, lines]) => lane(name, lines))
      .map((event, at) => ({ ...event, seq: at + 1 })),
    ...more,
  };
}

test('a server that is too busy for another session is not said to refuse the other server', () => {
  const report = fxpReport(
    transcriptOf({
      'from/gate': ENTERED,
      'to/gate': ENTERED,
      'from/to-passive': ['421 Too many connections from this address.'],
      'to/to-passive': ENTERED,
      'from/from-passive': [...ENTERED, '>PASV', '227 Entering Passive Mode (192,0,2,1,195,80).'],
      'to/from-passive': [...ENTERED, '>PORT 192,0,2,1,195,80', '200 fine'],
    }),
    '0',
  );
  assert.deepEqual(
    report.ways.map(({ passive, reached, stoppedAt, reply }) => [passive, reached, stoppedAt, reply]),
    [
      ['to', 'not-entered', 'from', '421 Too many connections from this address.'],
      ['from', 'agreed', null, '200 fine'],
    ],
  );
  assert.deepEqual(
    report.findings.map(({ id, end }) => [id, end]),
    [['fxp-allowed', 'to']],
  );
  assert.match(report.headline, /was not seen in full: from\.example\.com gave no further control connection \(421/);
  assert.equal(report.verdict, 'degraded');
});

test('a server that wants data connections encrypted is not said to refuse the other server', () => {
  const named = '227 Entering Passive Mode (192,0,2,2,195,80).';
  const report = fxpReport(
    transcriptOf(
      {
        'from/gate': ENTERED,
        'to/gate': ENTERED,
        'from/to-passive': [...ENTERED, '>PORT 192,0,2,2,195,80', '200 fine', '>RETR trial', '150 here'],
        'to/to-passive': [...ENTERED, '>PASV', named, '>STOR trial-to', '522 Data connections must be encrypted.'],
      },
      { allowWrite: true },
    ),
    '0',
  );
  assert.deepEqual(
    report.ways.map(({ reached, stoppedAt }) => [reached, stoppedAt]),
    [['protection-required', 'to']],
  );
  assert.deepEqual(
    report.findings.map(({ id, end, remedies }) => [id, end, remedies.length]),
    [
      ['tls-protection-required', 'to', 1],
      ['fxp-allowed', 'from', 1],
    ],
  );
  assert.equal(report.verdict, 'broken');
});

test('a test file that no clear data connection may bring is no reason to name another one', () => {
  const agreed = {
    'from/to-passive': [...ENTERED, '>PORT 192,0,2,2,195,80', '200 fine'],
    'to/to-passive': [...ENTERED, '>PASV', '227 Entering Passive Mode (192,0,2,2,195,80).'],
  };
  const words = '522 Data connections must be encrypted.';
  const upload = [...ENTERED, '>PASV', '227 Entering Passive Mode (192,0,2,1,195,80).', '>STOR trial', words];
  const lanes = { 'from/gate': ENTERED, 'to/gate': ENTERED, 'from/upload': upload, ...agreed };
  const report = fxpReport(transcriptOf(lanes, { allowWrite: true }), '0');
  assert.deepEqual(
    report.ways.map(({ reached, stoppedAt, reply }) => [reached, stoppedAt, reply]),
    [['protection-required', 'from', words]],
  );
  assert.match(report.headline, /^No file goes straight/);
});

test('a name without an address leaves the question open, whatever the resolver calls it; a refusal is told as it is', () => {
  const refused = transcriptOf({ 'to/gate': ['220 ready', '>USER joe', '530 Use TLS.'], 'from/gate': ENTERED });
  const denied = fxpReport(refused, '0');
  assert.equal(denied.verdict, 'broken');
  assert.equal(denied.headline, 'to.example.com could not be entered: USER joe: 530 Use TLS.');
  const asked = { lane: 'to/gate', experiment: 'gate', socket: 0, purpose: null, startedMs: 0, finishedMs: 0 } as const;
  const failure = { kind: 'not-found', detail: 'EAI_AGAIN' } as const;
  const lost: WireEvent = {
    ...{ ...asked, seq: 99, operation: 'resolve', input: 'to.example.com' },
    outcome: { ok: false, failure },
  };
  const nameless = fxpReport(transcriptOf({ 'from/gate': ENTERED }, { events: [lost] }), '0');
  assert.equal(nameless.verdict, 'inconclusive');
});
