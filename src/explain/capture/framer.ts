/** How a file is cut into records. */
export interface Framing {
  /**
   * Length of the record at `at` with its header; more than `end - at` when it is not all there, or when even the
   * header that tells the length is not. Throws `corrupt(...)` where no record can begin.
   */
  size(view: DataView, at: number, end: number): number;
  /** Takes one whole record. `offset` is its place in the file. */
  take(bytes: Uint8Array, view: DataView, at: number, size: number, offset: number): void;
}

/** Cuts a stream of chunks into records. */
export interface Framer {
  /** Reads a chunk; the answer is `null`, or why the rest cannot be read. */
  push(chunk: Uint8Array): string | null;
  /** What is left over at the end of the file: its offset and length; `null` when it ended with a record. */
  rest(): { readonly offset: number; readonly length: number } | null;
}

/** The view of the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Records are read where they lie in the chunk; only one that straddles two chunks is copied together. */
export function createFramer(framing: Framing): Framer {
  let carry = new Uint8Array(64);
  let carried = 0;
  let offset = 0;

  function grow(need: number): void {
    if (need <= carry.length) return;
    const larger = new Uint8Array(need);
    larger.set(carry.subarray(0, carried));
    carry = larger;
  }

  /** Completes the straddling record from the chunk; answers how much of the chunk it took. */
  function complete(chunk: Uint8Array): number {
    let used = 0;
    while (carried > 0) {
      const size = framing.size(viewOf(carry), 0, carried);
      if (size <= carried) {
        framing.take(carry, viewOf(carry), 0, size, offset);
        offset += size;
        carried = 0;
        break;
      }
      if (used === chunk.length) break;
      grow(size);
      const part = chunk.subarray(used, used + size - carried);
      carry.set(part, carried);
      carried += part.length;
      used += part.length;
    }
    return used;
  }

  return {
    push(chunk) {
      try {
        let at = complete(chunk);
        if (carried > 0) return null;
        const view = viewOf(chunk);
        while (at < chunk.length) {
          const size = framing.size(view, at, chunk.length);
          if (size > chunk.length - at) break;
          framing.take(chunk, view, at, size, offset);
          at += size;
          offset += size;
        }
        carried = chunk.length - at;
        grow(carried);
        carry.set(chunk.subarray(at));
        return null;
      } catch (error) {
        if (error instanceof Error && error.name === 'CorruptFile') return `${error.message} (offset ${offset})`;
        throw error;
      }
    },
    rest: () => (carried === 0 ? null : { offset, length: carried }),
  };
}

/** The error of a framing that cannot go on; `message` is a clause for people. */
export function corrupt(message: string): Error {
  return Object.assign(new Error(message), { name: 'CorruptFile' });
}
