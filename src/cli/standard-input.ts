import { whyNot } from './errno.js';
import { UsageError } from './usage-error.js';

/** The part of standard input that is read here. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
}

const newline = 0x0a;

function bytesOf(piece: Uint8Array | string): Uint8Array {
  return typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
}

function joined(pieces: readonly Uint8Array[], limit: number): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all.subarray(0, limit);
}

/** Standard input up to its first newline, at most `limit` bytes. Whoever feeds it need not close it. */
export async function firstLineOf(input: Input, limit: number): Promise<Uint8Array> {
  if (input.isTTY === true) {
    throw new UsageError(
      '--password-stdin would show the password as it is typed; pipe it in, or use --password-file or .netrc',
    );
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of input) {
      const bytes = bytesOf(piece);
      pieces.push(bytes);
      length += bytes.length;
      if (bytes.includes(newline) || length >= limit) break;
    }
  } catch (error) {
    throw new UsageError(`--password-stdin: standard input ${whyNot(error)}`);
  }
  return joined(pieces, limit);
}
