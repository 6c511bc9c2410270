import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { headBytes } from './choose.js';

/** Something to read: a file or standard input, with its beginning already at hand. */
export interface Input {
  /** As the user named it. */
  readonly path: string;
  /** Short, for evidence. */
  readonly name: string;
  readonly head: Uint8Array;
  /** The whole of it, the head included; to be read once. A chunk holds good only until the next is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

const chunkBytes = 1 << 20;
const streamedBytes = 1 << 18;

/** Wraps a stream of bytes as an input; reads only its head, of which it keeps a copy. Throws what the stream throws. */
export async function inputOf(path: string, name: string, source: AsyncIterable<Uint8Array>): Promise<Input> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < headBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(new Uint8Array(next.value));
    size += next.value.length;
  }
  return {
    path,
    name,
    head: Buffer.concat(taken).subarray(0, headBytes),
    async *chunks() {
      yield* taken.splice(0);
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    },
  };
}

/**
 * The bytes of a file, in two buffers by turns: one is filled while the other is looked at. A buffer of its own for each
 * chunk, as a stream has it, takes as much time again as finding the FTP in a capture.
 */
async function* inTurns(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const read = (turn: number, position: number): Promise<Uint8Array> =>
    file
      .read(buffers[turn & 1] ?? new Uint8Array(0), 0, chunkBytes, position)
      .then(({ buffer, bytesRead }) => buffer.subarray(0, bytesRead));
  const buffers = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)];
  let coming = read(0, 0);
  try {
    for (let turn = 1, position = 0; ; turn++) {
      const chunk = await coming;
      if (chunk.length === 0) return;
      position += chunk.length;
      coming = read(turn, position);
      yield chunk;
    }
  } finally {
    await coming.catch(() => undefined);
    await file.close();
  }
}

/** The beginning of a file. */
async function headOfFile(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(headBytes);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(head, size, headBytes - size, size);
      size += bytesRead;
      if (bytesRead === 0 || size === headBytes) return head.subarray(0, size);
    }
  } finally {
    await file.close();
  }
}

/** Opens a file, or standard input for `-`. Throws an `Error` with one sentence where it cannot be read. */
export async function openInput(path: string): Promise<Input> {
  if (path === '-') return inputOf(path, 'stdin', process.stdin as AsyncIterable<Uint8Array>);
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new Error('it is a directory; name the files in it');
    const name = basename(path);
    if (found.isFile()) return { path, name, head: await headOfFile(path), chunks: () => inTurns(path) };
    // A pipe can be read once, and from its beginning only.
    return await inputOf(path, name, createReadStream(path, { highWaterMark: streamedBytes }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : (code ?? (error as Error).message);
    throw new Error(`${path} cannot be read: ${why}`, { cause: error });
  }
}
