import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { laneName, laneStep } from '../../src/cli/lane-step.js';
import { createProgress, progressText } from '../../src/cli/progress.js';
import type { WireEvent } from '../../src/model/transcript.js';
import { payloads } from '../formats/payloads.js';

function event(facts: Partial<WireEvent>): WireEvent {
  return {
    seq: 1,
    lane: 'passive-pasv',
    experiment: 'passive-pasv',
    socket: 1,
    purpose: 'control',
    operation: 'read',
    input: '',
    outcome: { ok: true, value: '' },
    startedMs: 0,
    finishedMs: 412,
    ...facts,
  };
}

const sent = (line: string, facts: Partial<WireEvent> = {}): WireEvent =>
  event({ operation: 'write', input: `${line}\r\n`, ...facts });
const heard = (line: string, facts: Partial<WireEvent> = {}): WireEvent =>
  event({ outcome: { ok: true, value: `${line}\r\n` }, ...facts });
const failing = (facts: Partial<WireEvent>): WireEvent =>
  event({ outcome: { ok: false, failure: { kind: 'timed-out', detail: 'x' } }, ...facts });

/** A stream as a terminal of so many columns; `screen` is all that was written to it. */
function terminal(columns: number): PassThrough & { columns: number; screen(): string } {
  const stream = new PassThrough({ encoding: 'utf8' });
  let written = '';
  stream.on('data', (text: string) => (written += text));
  const control = (): boolean => true;
  return Object.assign(stream, {
    isTTY: true,
    columns,
    cursorTo: control,
    moveCursor: control,
    clearLine: control,
    screen: () => written,
  });
}

const style = { colour: false, unicode: true };
const loud = { quiet: false, verbose: false, style };

test('an event says what its lane does next', () => {
  const steps: [WireEvent, string][] = [
    [event({ operation: 'resolve', purpose: null, input: 'ftp.example.com' }), 'found ftp.example.com'],
    [event({ operation: 'connect', input: '192.0.2.1:21' }), 'waiting for the greeting'],
    [sent('USER joe'), 'logging in'],
    [sent('PASV'), 'waiting for the reply to PASV'],
    [heard('227 Entering Passive Mode (10,0,0,10,195,80).'), 'connecting 10.0.0.10:50000'],
    [heard('229 Extended (|||50044|)'), 'connecting port 50044'],
    [heard('227 (10,0,0,10,195,80)', { lane: 'passive-pasv-peer' }), 'was told 10.0.0.10:50000'],
    [heard('150 Here it comes'), 'got 150'],
    [
      event({ operation: 'listen', purpose: 'data', outcome: { ok: true, value: '192.0.2.7:4001' } }),
      'listening on 192.0.2.7:4001',
    ],
    [event({ operation: 'accept', purpose: 'data' }), 'called back by the server'],
    [failing({ operation: 'accept', purpose: 'data' }), 'not called back: timed-out'],
    [failing({ operation: 'connect', purpose: 'data', input: '10.0.0.10:50000' }), '10.0.0.10:50000 timed-out'],
    [event({ purpose: 'data', outcome: { ok: false, failure: { kind: 'closed', detail: '' } } }), 'listed'],
    [failing({}), 'no answer: timed-out'],
    [failing({ lane: 'long-transfer/tcp-keepalive' }), 'waiting for the end'],
    [failing({ lane: 'from/to-passive' }), 'waiting for the end'],
    [failing({ lane: 'idle-ladder/30s' }), 'no answer: timed-out'],
    [heard('230 Login successful.', { lane: 'idle-ladder/30s' }), 'resting'],
    [heard('200 NOOP ok.', { lane: 'idle-ladder/noop' }), 'resting'],
  ];
  for (const [one, expected] of steps) assert.deepEqual(laneStep(one), { text: expected, done: false });
  assert.deepEqual(laneStep(sent('QUIT')), { text: 'leaving', done: true });
  for (const operation of ['pause', 'send-queue', 'keep-alive', 'local-networks'] as const)
    assert.equal(laneStep(event({ operation })), null);
});

test('no step lets a harmful character of a server through', () => {
  for (const [name, payload] of Object.entries(payloads))
    for (const one of [
      heard(payload),
      sent(payload),
      event({ operation: 'listen', outcome: { ok: true, value: payload } }),
    ])
      assert.doesNotMatch(laneStep(one)?.text ?? '', /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u, name);
});

test('lanes go by the mode they try', () => {
  assert.deepEqual(['gate', 'passive-epsv', 'active-port', 'passive-ports'].map(laneName), [
    'login',
    'EPSV',
    'PORT',
    'passive-ports',
  ]);
});

test('the text shows every working lane, and only counts those that are through', () => {
  const lanes = new Map([
    ['PASV', 'connecting 10.0.0.10:50000'],
    ['PORT', 'got 150'],
  ]);
  assert.equal(progressText(lanes, 2, 80), 'PASV connecting 10.0.0.10:50000 · PORT got 150 · 2 finished');
  const waiting = new Map(['PASV', 'EPSV', 'PORT'].map((lane) => [lane, 'waiting for the greeting']));
  assert.equal(progressText(waiting, 0, 80), 'PASV, EPSV, PORT waiting for the greeting');
  assert.ok(progressText(lanes, 2, 20).length <= 40);
});

test('a terminal gets a spinner with the present steps, taken away by stop', async () => {
  const { CI, TERM } = process.env;
  delete process.env['CI'];
  process.env['TERM'] = 'xterm';
  const stream = terminal(80);
  const progress = createProgress(stream, loud);
  try {
    progress.event(heard('227 Entering Passive Mode (10,0,0,10,195,80).'));
    while (!stream.screen().includes('PASV connecting 10.0.0.10:50000')) await once(stream, 'data');
  } finally {
    progress.stop();
    if (CI !== undefined) process.env['CI'] = CI;
    if (TERM === undefined) delete process.env['TERM'];
    else process.env['TERM'] = TERM;
  }
  assert.ok(stream.screen().endsWith('\x1b[?25h'), 'the cursor is back');
  assert.equal(stream.listenerCount('resize'), 0);
});

test('a terminal that reports no columns gets nothing, for the spinner would never end', async () => {
  const stream = terminal(0);
  const progress = createProgress(stream, loud);
  progress.event(sent('PASV'));
  await import('ora');
  await new Promise(setImmediate);
  progress.stop();
  assert.equal(stream.screen(), '');
});

test('a spinner that is stopped before it was loaded never starts', async () => {
  const stream = terminal(80);
  createProgress(stream, loud).stop();
  await import('ora');
  await new Promise(setImmediate);
  assert.equal(stream.screen(), '');
});

test('what is no terminal gets no progress, only notes', async () => {
  const stream = Object.assign(terminal(80), { isTTY: false });
  const progress = createProgress(stream, loud);
  progress.event(sent('PASV'));
  progress.note('the password\x1b[2J in the URL');
  progress.stop();
  await new Promise(setImmediate);
  assert.equal(stream.screen(), 'the password\\x1b[2J in the URL\n');
});

test('what ends when the result is out is not told any more', () => {
  for (const verbose of [false, true]) {
    const stream = new PassThrough({ encoding: 'utf8' });
    const progress = createProgress(stream, { ...loud, verbose, idleMs: 8000 });
    const quit = sent('QUIT', { experiment: 'idle-ladder', lane: 'idle-ladder/8s' });
    progress.event(event({ experiment: 'idle-ladder', lane: 'idle-ladder/8s' }));
    progress.event(quit);
    assert.match(String(stream.read()), /Idle 8s: over/);
    progress.stop();
    progress.event(quit);
    assert.equal(stream.read(), null);
  }
});

test('quiet is quiet', async () => {
  const stream = terminal(80);
  const progress = createProgress(stream, { ...loud, quiet: true });
  progress.event(sent('PASV'));
  progress.note('something');
  await new Promise(setImmediate);
  assert.equal(stream.screen(), '');
});

test('verbose writes a plain line for each new step, in ASCII where the reader sees no more', async () => {
  const stream = Object.assign(terminal(80), { isTTY: false });
  const progress = createProgress(stream, { quiet: false, verbose: true, style: { colour: false, unicode: false } });
  for (const one of [
    sent('PASV'),
    sent('PASV'),
    heard('227 (10,0,0,10,195,80)', { finishedMs: 8031 }),
    event({ operation: 'listen', outcome: { ok: true, value: 'é' } }),
  ])
    progress.event(one);
  await new Promise(setImmediate);
  assert.equal(
    stream.screen(),
    '   0.412 PASV: waiting for the reply to PASV\n   8.031 PASV: connecting 10.0.0.10:50000\n   0.412 PASV: listening on \\xe9\n',
  );
});
