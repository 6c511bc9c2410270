import { closeSync, openSync, readSync } from 'node:fs';

/** The first `limit` bytes of a file or pipe; a device without end is read no further. Throws what the system says. */
export function readSmall(file: string, limit: number): Uint8Array {
  const from = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(limit);
    let filled = 0;
    while (filled < limit) {
      const got = readSync(from, bytes, filled, limit - filled, null);
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(from);
  }
}
