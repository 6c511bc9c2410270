import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNot } from '../cli/errno.js';

/** Somewhere that text can be put, whole or not at all where the system allows it. */
export interface Store {
  /** As the beginning of a sentence. */
  readonly name: string;
  /** Answers with the reason why the text is not there. */
  put(text: string): Promise<unknown>;
  close(): void;
}

function writeAll(to: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(to, bytes, at);
}

/**
 * A file that results are added to as they come: each is with the system when `put` settles, and half a result, as a
 * full disk leaves it, is taken back. `from` is the length up to which the file is kept; 0 begins it anew.
 */
export function fileStore(name: string, file: string, flags: string, from: number | null): Store {
  let open: number | null = null;
  return {
    name,
    put(text) {
      let before: number | null = null;
      try {
        if (open === null) {
          open = openSync(file, flags, 0o666);
          if (from !== null && fstatSync(open).isFile()) ftruncateSync(open, from);
        }
        const { size, ...stats } = fstatSync(open);
        before = (stats.mode & 0o170000) === 0o100000 ? size : null;
        writeAll(open, text);
        return Promise.resolve(null);
      } catch (error) {
        try {
          if (open !== null && before !== null) ftruncateSync(open, before);
        } catch {
          // What cannot be taken back is a line that its readers recognise as torn.
        }
        return Promise.resolve(error);
      }
    },
    close() {
      if (open !== null) closeSync(open);
      open = null;
    },
  };
}

/** A stream of this process. */
export function streamStore(name: string, stream: NodeJS.WritableStream): Store {
  return {
    name,
    put: (text) =>
      new Promise((resolve) => {
        stream.write(text, (error) => {
          resolve(error ?? null);
        });
      }),
    close: () => undefined,
  };
}

/** A new file in the folder for temporary ones, for what fits nowhere else. */
export function rescueStore(): Store {
  const file = join(tmpdir(), `ftpdoctor-rescue-${Date.now()}-${process.pid}.out`);
  return fileStore(file, file, 'ax', null);
}

/** Where finished results go. */
export interface Sink {
  /** Puts a text somewhere, come what may. False where the reader it was for has gone. */
  write(text: string): Promise<boolean>;
  /** Whether everything is where it was meant to be. */
  readonly complete: boolean;
  close(): void;
}

function why(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' ? 'has been closed by its reader' : whyNot(error);
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** A sink that goes on to the next store where one fails, for good, and says so. The last one should not fail. */
export function createSink(stores: readonly Store[], warn: (text: string) => void): Sink {
  let at = 0;
  let gone = false;
  // One after the other: two that met the same fault at once would go on by two stores.
  let last: Promise<unknown> = Promise.resolve();

  async function put(text: string): Promise<boolean> {
    for (; at < stores.length; at++) {
      const store = stores[at];
      const error = (await store?.put(text)) ?? null;
      if (error === null) break;
      gone ||= isGone(error);
      const next = stores[at + 1];
      const onward = next === undefined ? 'a result is lost' : `results go to ${next.name} from here on`;
      warn(`${store?.name ?? ''} ${why(error)}; ${onward}`);
    }
    return !gone;
  }

  return {
    write(text) {
      const done = last.then(() => put(text));
      last = done;
      return done;
    },
    get complete() {
      return at === 0;
    },
    close() {
      for (const store of stores) store.close();
    },
  };
}
