import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dialogueOf, fixture, framesOf, ipOf, payloadOf, pcapOf, sessionOf, type Frame } from './frames.js';

const frames = framesOf(fixture('passive.pcap'));
const whole = dialogueOf(await sessionOf(pcapOf(frames)));

function indexOf(text: string): number {
  const at = frames.findIndex((frame) => payloadOf(frame)?.text.startsWith(text) === true);
  assert.ok(at >= 0, text);
  return at;
}

/** A frame with a part of another's payload, its sequence number moved to fit. */
function part(frame: Frame, from: number, to: number): Frame {
  const at = payloadOf(frame)?.at ?? 0;
  const bytes = Buffer.concat([frame.bytes.subarray(0, at + 0), frame.bytes.subarray(at + from, at + to)]);
  const tcp = 14 + ((bytes[14] ?? 0) & 15) * 4;
  bytes.writeUInt32BE((bytes.readUInt32BE(tcp + 4) + from) >>> 0, tcp + 4);
  bytes.writeUInt16BE(bytes.length - 14, 16);
  return { ms: frame.ms, bytes };
}

function replaced(text: string, by: (frame: Frame) => readonly Frame[]): Frame[] {
  const at = indexOf(text);
  return frames.flatMap((frame, index) => (index === at ? by(frame) : [frame]));
}

function without(...texts: readonly string[]): Frame[] {
  const gone = texts.map(indexOf);
  return frames.filter((_, at) => !gone.includes(at));
}

/** The payload of a frame in two IPv4 fragments of which the first has eight-byte multiples. */
function fragments(frame: Frame): Frame[] {
  const ip = ipOf(frame);
  const header = ((ip[0] ?? 0) & 15) * 4;
  const body = ip.subarray(header, ip.readUInt16BE(2));
  const cut = 40;
  const piece = (from: number, to: number, more: boolean): Frame => {
    const bytes = Buffer.concat([frame.bytes.subarray(0, 14 + header), body.subarray(from, to)]);
    bytes.writeUInt16BE(header + to - from, 16);
    bytes.writeUInt16BE((more ? 0x2000 : 0) | (from / 8), 20);
    return { ms: frame.ms, bytes };
  };
  return [piece(0, cut, true), piece(cut, body.length, false)];
}

describe('TCP put together from packets', () => {
  const same: Readonly<Record<string, readonly Frame[]>> = {
    'a reply in two segments': replaced('227', (one) => [part(one, 0, 30), part(one, 30, 1000)]),
    'a reply in segments of one byte': replaced('227', (one) =>
      Array.from({ length: 50 }, (_, at) => part(one, at, at + 1)),
    ),
    'segments in the wrong order': replaced('227', (one) => [part(one, 30, 1000), part(one, 10, 30), part(one, 0, 10)]),
    'segments that overlap': replaced('227', (one) => [part(one, 0, 30), part(one, 20, 40), part(one, 5, 1000)]),
    'segments sent again': frames.flatMap((frame) => (payloadOf(frame) === null ? [frame] : [frame, frame])),
    'a reply in two fragments': replaced('227', fragments),
    'fragments in the wrong order': replaced('227', (one) => fragments(one).reverse()),
    'a listing in two segments, the second first': replaced('-rw', (one) => [part(one, 100, 1000), part(one, 0, 100)]),
    'a listing that is sent again': replaced('-rw', (one) => [part(one, 0, 100), one, part(one, 50, 120), one]),
  };
  for (const [name, file] of Object.entries(same)) {
    test(`${name}: the session is the same`, async () => {
      assert.deepEqual(dialogueOf(await sessionOf(pcapOf(file))), whole);
    });
  }

  test('a lost packet is marked and does not stop what follows', async () => {
    const session = await sessionOf(pcapOf(without('331', '200')));
    const lines = dialogueOf(session);
    assert.ok(!lines.some((line) => line.includes('331')));
    assert.ok(lines.includes('control read  226 Directory send OK.'));
    assert.ok(lines.includes('data read  202 bytes, 3 line ends'));
    assert.match(
      session.notes?.map(({ text }) => text).join('\n') ?? '',
      /34 bytes from the server are missing from the capture before packet \d+\./,
    );
  });

  test('a capture that begins in the middle of a session is read from there', async () => {
    const lines = dialogueOf(await sessionOf(pcapOf(frames.slice(indexOf('PASV')))));
    assert.deepEqual(lines.slice(1), whole.slice(whole.indexOf('control write PASV')));
  });

  test('segments that were sent again are counted in a note', async () => {
    const { notes = [] } = await sessionOf(pcapOf(replaced('LIST', (one) => [one, one, one])));
    assert.ok(
      notes.some(({ text }) => text === '2 segments of the control connection had to be sent again by the client.'),
    );
  });

  test('a command split over segments is noted, since an ALG may not read it', async () => {
    const { notes = [] } = await sessionOf(pcapOf(replaced('PASV', (one) => [part(one, 0, 2), part(one, 2, 100)])));
    assert.ok(notes.some(({ text }) => text.startsWith('PASV came in 2 segments')));
  });

  test('packets cut by the snap length show what is sure and guess nothing', async () => {
    const lines = dialogueOf(await sessionOf(fixture('passive-cut.pcap')));
    assert.ok(lines.includes('control write PASS'));
    assert.ok(lines.includes('control read  227'));
    assert.ok(lines.some((line) => line.startsWith('control read  226')));
    assert.ok(!lines.some((line) => line.startsWith('data')));
  });
});
