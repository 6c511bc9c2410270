import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { causesOf, explainBytes } from '../fixtures.js';
import { fixture, framesOf, pcapOf, type Frame } from './frames.js';

const captured = (end: 'client' | 'server'): Frame[] => framesOf(fixture(`pmtu-blackhole-${end}.pcap`));
const causes = async (frames: readonly Frame[]): Promise<string[]> => causesOf(await explainBytes(pcapOf(frames)));

/** Source port, flags and length of the payload of a TCP segment without options in its IP header. */
function segment({ bytes }: Frame): { readonly from: number; readonly fin: boolean; readonly size: number } {
  if (bytes.readUInt16BE(12) !== 0x0800 || bytes[23] !== 6) return { from: 0, fin: false, size: 0 };
  const size = bytes.readUInt16BE(16) - 20 - ((bytes[46] ?? 0) >> 4) * 4;
  return { from: bytes.readUInt16BE(34), fin: ((bytes[47] ?? 0) & 1) !== 0, size };
}

describe('large packets that are lost on the way', () => {
  for (const [end, confidence, text] of [
    ['client', 'likely', /^EPSV: 3122 bytes from the server never came, while what was sent after them did/],
    ['server', 'strong', /^EPSV: the server sent a segment of 1448 bytes 7 times, and it was never acknowledged/],
  ] as const) {
    test(`are the cause that a capture at the ${end} shows`, async () => {
      const { findings } = await explainBytes(fixture(`pmtu-blackhole-${end}.pcap`));
      const [cause, ...more] = findings.filter(({ kind }) => kind === 'cause');
      assert.deepEqual([cause?.id, cause?.confidence, more.length], ['pmtu-blackhole', confidence, 0]);
      assert.match(cause?.for[0]?.text ?? '', text);
    });
  }

  test('are not found where a segment was sent again by chance only', async () => {
    let sent = 0;
    const few = captured('server').filter((frame) => {
      const { from, size } = segment(frame);
      return !(from > 50_000 && size > 1000 && ++sent > 3);
    });
    assert.ok(sent > 3);
    assert.deepEqual(await causes(few), []);
  });

  test('are not found where nobody waited for what is missing', async () => {
    const frames = captured('client');
    const [fin] = frames.filter((frame) => segment(frame).fin);
    assert.ok(fin);
    assert.deepEqual(await causes(frames.filter(({ ms }) => ms < fin.ms + 2500)), []);
  });

  test('are not found where the capture lost what the client acknowledges', async () => {
    const frames = captured('client').map((frame) => {
      // The client's own answers to the FIN tell that all has come.
      const { from } = segment(frame);
      if (from < 30_000 || from === 50_031 || frame.bytes[47] === 2) return frame;
      const bytes = Buffer.from(frame.bytes);
      bytes.writeUInt32BE((bytes.readUInt32BE(42) + 3124) >>> 0, 42);
      return { ...frame, bytes };
    });
    assert.ok(!(await causes(frames)).includes('pmtu-blackhole'));
  });
});
