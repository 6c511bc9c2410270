import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { dialogueOf, fixture, framesOf, ipOf, itemsOf, pcapngOf, pcapOf, sessionOf, type Frame } from './frames.js';

const base = fixture('passive.pcap');
const frames = framesOf(base);
const expected = [
  'control connect 203.0.113.50:21 198.51.100.7:39206 203.0.113.50:21',
  'control read  220 (vsFTPd 3.0.3)',
  'control write USER anonymous',
  'control read  331 Please specify the password.',
  'control write PASS ****',
  'control read  230 Login successful.',
  'control write PWD',
  'control read  257 "/" is the current directory',
  'control write PASV',
  'control read  227 Entering Passive Mode (203,0,113,50,195,81).',
  'data connect 203.0.113.50:50001 198.51.100.7:42002 203.0.113.50:50001',
  'control write TYPE A',
  'control read  200 Switching to ASCII mode.',
  'control write LIST',
  'control read  150 Here comes the directory listing.',
  'data read  202 bytes, 3 line ends',
  'data read  closed',
  'control read  226 Directory send OK.',
  'control write QUIT',
  'control read  221 Goodbye.',
];

/** The IP packets in other frames; what is no IPv4 is left out. */
function wrapped(header: (ip: Buffer) => Buffer): Frame[] {
  return frames
    .filter(({ bytes }) => bytes.readUInt16BE(12) === 0x0800)
    .map((frame) => ({ ms: frame.ms, bytes: Buffer.concat([header(ipOf(frame)), ipOf(frame)]) }));
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const addresses = Buffer.alloc(12, 2);

const files: Readonly<Record<string, Buffer>> = {
  'a pcap file': base,
  'a big-endian pcap file': pcapOf(frames, { little: false }),
  'a pcap file with nanoseconds': fixture('passive-nanosecond.pcap'),
  'a big-endian pcap file with nanoseconds': pcapOf(frames, { little: false, nano: true }),
  'a gzipped pcap file': fixture('passive.pcap.gz'),
  'a pcapng file': fixture('passive.pcapng'),
  'a big-endian pcapng file': pcapngOf(frames, { little: false }),
  'a pcapng file with nanoseconds': pcapngOf(frames, { nano: true }),
  'a gzipped pcapng file': gzipSync(pcapngOf(frames)),
  'two pcapng sections, of which the second is big-endian': Buffer.concat([
    pcapngOf(frames.slice(0, 20)),
    pcapngOf(frames.slice(20), { little: false }),
  ]),
  'frames with a VLAN tag': pcapOf(wrapped(() => Buffer.concat([addresses, bytes(0x81, 0, 0, 7, 8, 0)]))),
  'frames with two VLAN tags (QinQ)': pcapOf(
    wrapped(() => Buffer.concat([addresses, bytes(0x88, 0xa8, 0, 5, 0x81, 0, 0, 7, 8, 0)])),
  ),
  'PPPoE frames': pcapOf(
    wrapped((ip) => {
      const header = bytes(0x88, 0x64, 0x11, 0, 0, 1, 0, 0, 0, 0x21);
      header.writeUInt16BE(ip.length + 2, 6);
      return Buffer.concat([addresses, header]);
    }),
  ),
  'Linux cooked frames, version 1': pcapOf(
    wrapped(() => Buffer.concat([Buffer.alloc(14), bytes(8, 0)])),
    { link: 113 },
  ),
  'Linux cooked frames, version 2': pcapOf(
    wrapped(() => Buffer.concat([bytes(8, 0), Buffer.alloc(18)])),
    { link: 276 },
  ),
  'raw IP': pcapOf(
    wrapped(() => Buffer.alloc(0)),
    { link: 101 },
  ),
  'raw IPv4': pcapOf(
    wrapped(() => Buffer.alloc(0)),
    { link: 228 },
  ),
  'BSD loopback frames': pcapOf(
    wrapped(() => bytes(2, 0, 0, 0)),
    { link: 0 },
  ),
  'OpenBSD loopback frames': pcapOf(
    wrapped(() => bytes(0, 0, 0, 2)),
    { link: 108 },
  ),
};

describe('the formats of captures', () => {
  for (const [name, file] of Object.entries(files)) {
    test(`${name} shows the same session`, async () => {
      assert.deepEqual(dialogueOf(await sessionOf(file)), expected);
    });
  }

  test('the chunks in which a file arrives change nothing', async () => {
    for (const chunk of [1, 3, 7, 64, 1000]) {
      assert.deepEqual(dialogueOf(await sessionOf(base, chunk)), expected);
      assert.deepEqual(dialogueOf(await sessionOf(fixture('passive.pcapng'), chunk)), expected);
    }
  });

  test('a capture of the pseudo-device any, made by tcpdump, is read', async () => {
    const session = await sessionOf(fixture('cooked2.pcap'));
    assert.ok(dialogueOf(session).includes('data read  202 bytes, 3 line ends'));
  });

  test('IPv6 is read', async () => {
    const [connect] = (await sessionOf(fixture('ipv6.pcap'))).transcript.events;
    assert.match(connect?.input ?? '', /^\[2001:db8:50::50\]:21$/);
  });

  test('events carry the number of their packet and the time it came', async () => {
    const { transcript, places } = await sessionOf(base);
    const pasv = transcript.events.find(({ input }) => input.startsWith('PASV'));
    assert.deepEqual(places.get(pasv?.seq ?? 0), { file: 'test.pcap', unit: 'packet', at: 15 });
    assert.equal(pasv?.startedMs, 16.828);
    assert.match(transcript.startedAt, /^20\d\d-/);
  });

  test('frames of an unknown link type are named once, with the packet', async () => {
    const troubles = (await itemsOf(pcapOf(frames, { link: 105 }))).map((item) =>
      item.kind === 'trouble' ? item.text : item.kind,
    );
    assert.deepEqual(troubles, ['test.pcap packet 1: frames of link type 105 are not read']);
  });

  test('what is cut short, corrupt or no capture is said with its place, and what stands before is still reported', async () => {
    const said = async (file: Uint8Array): Promise<string[]> =>
      (await itemsOf(file)).map((item) => (item.kind === 'trouble' ? item.text : item.kind));
    const record = 16 + (frames.at(-1)?.bytes.length ?? 0);
    assert.deepEqual(await said(base.subarray(0, base.length - 10)), [
      'session',
      `test.pcap is cut short at offset ${base.length - record}: ${record - 10} bytes of a record without its end, after packet ${frames.length - 1}`,
    ]);
    const corrupt = Buffer.concat([base, Buffer.alloc(32, 0xff)]);
    assert.deepEqual(await said(corrupt), [
      'session',
      `test.pcap is corrupt after packet ${frames.length}: a frame of 4294967295 bytes, which no capture holds (offset ${base.length}); what stands before was read`,
    ]);
    assert.deepEqual(await said(Buffer.from('GIF89a, and no capture at all')), [
      'test.pcap is no capture: at offset 0 there is neither a pcap nor a pcapng header',
    ]);
    const packed = gzipSync(base);
    const half = await said(packed.subarray(0, packed.length - 20));
    assert.deepEqual(half[1], 'session');
    assert.match(
      half[0] ?? '',
      /^test\.pcap ends after packet \d+: the rest cannot be unpacked or read \(unexpected end of file\)$/,
    );
  });
});
