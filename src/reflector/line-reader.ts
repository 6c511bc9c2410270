import { bounds } from './settings.js';

/** A line as it arrived; bytes stand for the characters of Latin-1. */
export interface HeardLine {
  readonly text: string;
  /** Offsets at which a new segment began. */
  readonly cuts: readonly number[];
  /** It began in the segment in which the line before it ended. */
  readonly joined: boolean;
  /** It was longer than a line may be, and is cut. */
  readonly overlong: boolean;
}

const mostCuts = 64;

/** Takes segments and gives the lines they complete; `pending` is the beginning of the next one. */
export interface LineReader {
  push(segment: Uint8Array): HeardLine[];
  pending(): HeardLine | null;
}

/**
 * Makes lines of segments and remembers where the segments began. It holds one line at most. The kernel may hand over
 * two segments as one where they arrive together, never one as two.
 */
export function createLineReader(): LineReader {
  let text = '';
  let cuts: number[] = [];
  let joined = false;
  let overlong = false;

  const line = (): HeardLine => ({ text: text.replace(/\r$/, ''), cuts, joined, overlong });

  return {
    push(segment) {
      const lines: HeardLine[] = [];
      if (text !== '' && cuts.length < mostCuts) cuts = [...cuts, text.length];
      for (const byte of segment) {
        if (byte === 0x0a) {
          lines.push(line());
          [text, cuts, joined, overlong] = ['', [], true, false];
        } else if (text.length < bounds.line) text += String.fromCharCode(byte);
        else overlong = true;
      }
      if (text === '') joined = false;
      return lines;
    },
    pending: () => (text === '' ? null : line()),
  };
}
