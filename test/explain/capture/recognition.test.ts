import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import capture from '../../../src/explain/capture/reader.js';
import {
  dialogueOf,
  fixture,
  framesOf,
  itemsOf,
  payloadOf,
  pcapOf,
  sessionOf,
  sessionsOf,
  type Frame,
} from './frames.js';

const frames = framesOf(fixture('passive.pcap'));
const tcpAt = 34;

/** The control connection on another server port. */
function onPort(port: number, list: readonly Frame[] = frames): Frame[] {
  return list.map(({ ms, bytes }) => {
    const changed = Buffer.from(bytes);
    for (const at of [tcpAt, tcpAt + 2]) {
      if (bytes.readUInt16BE(12) === 0x0800 && bytes[23] === 6 && bytes.readUInt16BE(at) === 21)
        changed.writeUInt16BE(port, at);
    }
    return { ms, bytes: changed };
  });
}

/** Other words of the same length in the payloads. */
function saying(list: readonly Frame[], from: string, to: string): Frame[] {
  return list.map((frame) => {
    const payload = payloadOf(frame);
    if (payload === null || !payload.text.includes(from)) return frame;
    const bytes = Buffer.from(frame.bytes);
    bytes.write(to.padEnd(from.length).slice(0, from.length), payload.at + payload.text.indexOf(from), 'latin1');
    return { ms: frame.ms, bytes };
  });
}

describe('FTP is known by its content', () => {
  test('on any port, from its greeting', async () => {
    const { transcript } = await sessionOf(fixture('port-2121.pcap'));
    assert.equal(transcript.target.port, 2121);
    assert.ok(transcript.events.some(({ purpose, operation }) => purpose === 'data' && operation === 'read'));
  });

  test('on any port, in the middle of a session, from PASV or 227', async () => {
    for (const text of ['PASV', '227']) {
      const at = frames.findIndex((frame) => payloadOf(frame)?.text.startsWith(text) === true);
      const session = await sessionOf(pcapOf(onPort(4021, frames.slice(at))));
      assert.equal(session.transcript.target.port, 4021);
      assert.ok(dialogueOf(session).includes('data read  202 bytes, 3 line ends'));
    }
  });

  test('mail, which greets with 220 as well, is not taken for it', async () => {
    const mail = saying(onPort(2525), 'USER anonymous', 'EHLO client.exa');
    assert.deepEqual(await sessionsOf(pcapOf(mail)), []);
  });

  test('another protocol on port 21 is reported with its greeting', async () => {
    const ssh = saying(frames.slice(0, 9), '220 (vsFTPd 3.0.3)', 'SSH-2.0-OpenSSH_9');
    assert.ok(dialogueOf(await sessionOf(pcapOf(ssh))).some((line) => line.includes('SSH-2.0-OpenSSH_9')));
  });

  test('a port that refuses control connections is reported', async () => {
    const [event] = (await sessionOf(fixture('refused.pcap'))).transcript.events;
    assert.equal(event?.operation, 'connect');
    assert.ok(!event.outcome.ok && event.outcome.failure.kind === 'refused');
  });

  test('a SYN to port 21 that nobody answers is timed out, with the number of tries', async () => {
    const [syn] = frames.filter(({ bytes }) => bytes.readUInt16BE(12) === 0x0800);
    assert.ok(syn);
    const tries = [0, 1000, 3000, 7000].map((after) => ({ ms: syn.ms + after, bytes: syn.bytes }));
    const [event] = (await sessionOf(pcapOf(tries))).transcript.events;
    assert.deepEqual(event?.outcome, {
      ok: false,
      failure: { kind: 'timed-out', detail: 'no answer to 4 SYNs in 7.0 s' },
    });
  });

  test('explicit TLS ends what can be read, without a guess at the rest', async () => {
    const session = await sessionOf(fixture('explicit-tls.pcap'));
    assert.deepEqual(dialogueOf(session).slice(-2), [
      'control read  234 Proceed with negotiation.',
      'control secure  null',
    ]);
    assert.ok(session.notes?.some(({ text }) => text.includes('encrypted')));
    assert.equal(session.transcript.cutShort, 'interrupted');
  });

  test('implicit TLS is known by its first byte', async () => {
    const session = await sessionOf(fixture('implicit-tls.pcap'));
    assert.deepEqual(
      dialogueOf(session).map((line) => line.split(' ', 2).join(' ')),
      ['control connect', 'control secure'],
    );
    assert.equal(session.transcript.target.tls, 'implicit');
  });

  test('passwords are masked wherever they stand', async () => {
    const echo = saying(frames, 'Login successful.', 'lab@example.org x');
    const text = JSON.stringify(await itemsOf(pcapOf(echo)));
    assert.ok(!text.includes('lab@example.org'));
    assert.ok(text.includes('230 ****'));
  });

  test('the reader recognises captures by their first bytes, gzipped or not, and nothing else', () => {
    const sure = (bytes: Uint8Array): number => capture.recognise({ bytes, lines: [] });
    for (const name of ['passive.pcap', 'passive.pcapng', 'passive-nanosecond.pcap', 'passive.pcap.gz'])
      assert.equal(sure(fixture(name)), 1);
    assert.equal(sure(Buffer.from('220 hello\r\n')), 0);
    assert.equal(sure(Buffer.from([0x1f, 0x8b, 8, 0])), 0);
    assert.equal(sure(Buffer.alloc(0)), 0);
  });
});
