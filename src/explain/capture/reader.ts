import { Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import type { Head, Reader, Tell } from '../source.js';
import { createFramer, viewOf, type Framer } from './framer.js';
import { isPcap, pcapFraming } from './pcap.js';
import { isPcapng, pcapngFraming } from './pcapng.js';
import { createTracker, type Tracker } from './tracker.js';

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const magicOf = (bytes: Uint8Array): number => (bytes.length < 4 ? 0 : viewOf(bytes).getUint32(0));
const isCapture = (bytes: Uint8Array): boolean => isPcap(magicOf(bytes)) || isPcapng(magicOf(bytes));

function recognise({ bytes }: Head): number {
  if (isCapture(bytes)) return 1;
  if (!isGzip(bytes)) return 0;
  try {
    return isCapture(gunzipSync(bytes.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH })) ? 1 : 0;
  } catch {
    return 0;
  }
}

async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}

/** The bytes of a source, unpacked where they are gzipped. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  };
  if (!isGzip(first.value)) {
    yield* whole();
    return;
  }
  // What waits to be unpacked must outlast its turn.
  const source = Readable.from(copied(whole()));
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => gunzip.destroy(error));
  yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
}

function framerOf(first: Uint8Array, tracker: Tracker, lost: (packets: number) => void): Framer | null {
  const magic = magicOf(first);
  if (isPcap(magic)) return createFramer(pcapFraming(tracker.frame));
  return isPcapng(magic) ? createFramer(pcapngFraming(tracker.frame, lost)) : null;
}

async function read(chunks: AsyncIterable<Uint8Array>, name: string, tell: Tell): Promise<void> {
  const tracker = createTracker(name, tell);
  const trouble = (text: string): void => {
    tell({ kind: 'trouble', text });
  };
  let framer: Framer | null = null;
  let start = new Uint8Array(0);
  let lost = 0;
  let stop: string | null = null;
  try {
    for await (const chunk of unpacked(chunks)) {
      let bytes = chunk;
      if (framer === null) {
        // The first bytes may come one by one.
        if (start.length > 0) bytes = Buffer.concat([start, chunk]);
        start = new Uint8Array(bytes.length < 4 ? bytes : []);
        if (bytes.length < 4) continue;
        framer = framerOf(bytes, tracker, (packets) => (lost = Math.max(lost, packets)));
        if (framer === null) break;
      }
      stop = framer.push(bytes);
      if (stop !== null) break;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    trouble(`${name} ends after packet ${tracker.packets()}: the rest cannot be unpacked or read (${why})`);
  }
  tracker.finish();
  if (framer === null) {
    trouble(`${name} is no capture: at offset 0 there is neither a pcap nor a pcapng header`);
    return;
  }
  if (stop !== null)
    trouble(`${name} is corrupt after packet ${tracker.packets()}: ${stop}; what stands before was read`);
  const rest = stop === null ? framer.rest() : null;
  if (rest !== null) {
    trouble(
      `${name} is cut short at offset ${rest.offset}: ${rest.length} bytes of a record without its end, after packet ${tracker.packets()}`,
    );
  }
  if (lost > 0) trouble(`${name}: the capture itself lost ${lost} packets, so what is missing may have been there`);
}

/** Reads pcap and pcapng captures, gzipped or not, and finds the FTP in them on any port. */
export default {
  id: 'capture',
  title: 'capture (pcap or pcapng)',
  side: 'path',
  recognise,
  read,
} satisfies Reader;
