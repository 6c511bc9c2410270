import type { Head, Reader } from './source.js';
import { readers } from './readers/index.js';

/** How much of a source is looked at to recognise it. */
export const headBytes = 65_536;

/** Text has hardly any control characters; what has is looked at as bytes only. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  if (sample[0] === 0xff || sample[0] === 0xfe) return true;
  let odd = 0;
  for (const byte of sample)
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27)) odd++;
  return odd * 10 <= sample.length;
}

function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The head of a source with its lines, each cut to what recognition needs. */
export function headOf(bytes: Uint8Array): Head {
  const lines = isText(bytes)
    ? decoded(bytes)
        .split(/\r?\n/)
        .map((line) => line.slice(0, 1000))
    : [];
  return { bytes, lines };
}

/** The reader that is surest of a head; `null` where none knows it. */
export function chooseReader(head: Head): Reader | null {
  let best: Reader | null = null;
  let sure = 0;
  for (const reader of readers) {
    const certainty = reader.recognise(head);
    if (certainty > sure) [best, sure] = [reader, certainty];
  }
  return best;
}
