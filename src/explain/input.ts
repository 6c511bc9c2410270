import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { headBytes } from './choose.js';

/** Something to read: a file or standard input, with its beginning already at hand. */
export interface Input {
  /** As the user named it. */
  readonly path: string;
  /** Short, for evidence. */
  readonly name: string;
  readonly head: Uint8Array;
  /** The whole of it, the head included; to be read once. */
  chunks(): AsyncIterable<Uint8Array>;
}

const chunkBytes = 1 << 18;

/** Wraps a stream of bytes as an input; reads only its head. Throws what the stream throws. */
export async function inputOf(path: string, name: string, source: AsyncIterable<Uint8Array>): Promise<Input> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < headBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
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

/** Opens a file, or standard input for `-`. Throws an `Error` with one sentence where it cannot be read. */
export async function openInput(path: string): Promise<Input> {
  if (path === '-') return inputOf(path, 'stdin', process.stdin as AsyncIterable<Uint8Array>);
  try {
    if (statSync(path).isDirectory()) throw new Error('it is a directory; name the files in it');
    return await inputOf(path, basename(path), createReadStream(path, { highWaterMark: chunkBytes }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : (code ?? (error as Error).message);
    throw new Error(`${path} cannot be read: ${why}`, { cause: error });
  }
}
