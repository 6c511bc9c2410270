import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, framesOf, ipOf, payloadOf, pcapOf, sessionOf, type Frame } from './frames.js';

const frames = framesOf(fixture('passive.pcap'));
const tcpAt = 34;
const flagsAt = tcpAt + 13;

function indexOf(list: readonly Frame[], text: string): number {
  const at = list.findIndex((frame) => payloadOf(frame)?.text.startsWith(text) === true);
  assert.ok(at >= 0, text);
  return at;
}

function later({ ms, bytes }: Frame, by: number): Frame {
  return { ms: ms + by, bytes };
}

/** An ICMP error from a router about a packet. */
function icmp(about: Frame, type: number, code: number, mtu = 0): Frame {
  const quoted = ipOf(about).subarray(0, 28);
  const header = Buffer.from([type, code, 0, 0, 0, 0, mtu >> 8, mtu & 255]);
  const ip = Buffer.from([
    0x45,
    0,
    0,
    20 + 8 + quoted.length,
    0,
    0,
    0,
    0,
    64,
    1,
    0,
    0,
    192,
    0,
    2,
    1,
    ...quoted.subarray(12, 16),
  ]);
  return { ms: about.ms + 0.5, bytes: Buffer.concat([about.bytes.subarray(0, 14), ip, header, quoted]) };
}

/** The first SYN that is not to port 21, and all before it. */
function upToDataSyn(): { readonly before: Frame[]; readonly syn: Frame } {
  const at = frames.findIndex(
    ({ bytes }) => bytes[23] === 6 && bytes[flagsAt] === 2 && bytes.readUInt16BE(tcpAt + 2) !== 21,
  );
  const syn = frames[at];
  assert.ok(syn);
  return { before: frames.slice(0, at), syn };
}

describe('what only packets show', () => {
  test('a command that nobody acknowledges is timed out, and the send queue says so', async () => {
    const at = indexOf(frames, 'PASV');
    const [pasv] = frames.slice(at, at + 1);
    assert.ok(pasv);
    const again = [200, 600, 1400, 9000].map((ms) => later(pasv, ms));
    const { transcript } = await sessionOf(pcapOf([...frames.slice(0, at + 1), ...again]));
    const [queue, read] = transcript.events.slice(-2);
    assert.equal(queue?.operation, 'send-queue');
    assert.equal(queue.experiment, 'passive-pasv');
    assert.deepEqual(queue.outcome, { ok: true, value: '{"unackedBytes":6,"retransmits":4}' });
    const detail = 'no reply in 9.0 s, and nobody acknowledged the command (sent 5 times)';
    assert.deepEqual(read?.outcome, { ok: false, failure: { kind: 'timed-out', detail } });
  });

  test('a server that never greets is timed out', async () => {
    const opened = frames.slice(0, 5);
    const [last] = opened.slice(-1);
    assert.ok(last);
    const { transcript } = await sessionOf(pcapOf([...opened, later(last, 20_000)]));
    const read = transcript.events.at(-1);
    assert.equal(read?.operation, 'read');
    assert.deepEqual(read.outcome, { ok: false, failure: { kind: 'timed-out', detail: 'no reply in 20.0 s' } });
  });

  test('a capture that ends right after a command blames nobody', async () => {
    const { transcript } = await sessionOf(pcapOf(frames.slice(0, indexOf(frames, 'PASV') + 1)));
    const last = transcript.events.at(-1);
    assert.ok(last?.outcome.ok === false && last.outcome.failure.kind === 'unknown');
  });

  test('ICMP that answers the SYN of a data connection is unreachable, with its code', async () => {
    const { before, syn } = upToDataSyn();
    const { transcript } = await sessionOf(pcapOf([...before, syn, icmp(syn, 3, 13)]));
    const dial = transcript.events.find(({ purpose, operation }) => purpose === 'data' && operation === 'connect');
    assert.deepEqual(dial?.outcome, {
      ok: false,
      failure: { kind: 'unreachable', detail: 'ICMP type 3 code 13, communication administratively prohibited' },
    });
  });

  test('ICMP port unreachable is refused', async () => {
    const { before, syn } = upToDataSyn();
    const { transcript } = await sessionOf(pcapOf([...before, syn, icmp(syn, 3, 3)]));
    const dial = transcript.events.find(({ purpose, operation }) => purpose === 'data' && operation === 'connect');
    assert.ok(dial?.outcome.ok === false && dial.outcome.failure.kind === 'refused');
  });

  test('ICMP packet too big is noted with the MTU of the next hop', async () => {
    const at = indexOf(frames, '-rw');
    const [listing] = frames.slice(at, at + 1);
    assert.ok(listing);
    const { notes = [] } = await sessionOf(pcapOf([...frames.slice(0, at + 1), icmp(listing, 3, 4, 1400)]));
    assert.ok(
      notes.some(({ text }) => text === 'ICMP on the data connection: packet too big, next hop takes 1400 bytes.'),
    );
  });

  test('a reset of an idle control connection is noted with how long it was idle', async () => {
    const at = indexOf(frames, '230');
    const [login] = frames.slice(at, at + 1);
    assert.ok(login);
    const bytes = Buffer.from(login.bytes.subarray(0, payloadOf(login)?.at ?? 0));
    bytes.writeUInt16BE(bytes.length - 14, 16);
    bytes.writeUInt32BE((bytes.readUInt32BE(tcpAt + 4) + 23) >>> 0, tcpAt + 4);
    bytes[flagsAt] = 4;
    const { notes = [] } = await sessionOf(pcapOf([...frames.slice(0, at + 2), { ms: login.ms + 610_000, bytes }]));
    assert.match(
      notes.map(({ text }) => text).join('\n'),
      /The server \(or a device in its name\) reset the control connection in packet \d+; it had been idle for 610\.0 s\./,
    );
  });
});
