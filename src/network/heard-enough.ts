import type { Connection, Outcome } from '../model/network.js';

/** Many times what a server has to say, in one check with all its control connections. */
const most = { reads: 5000, bytes: 4 << 20 } as const;
const enough: Outcome<never> = {
  ok: false,
  failure: { kind: 'unknown', detail: 'the server has sent more than a check listens to, so nothing more is read' },
};

/** Reads control connections until together they have said more than is kept: a flood must not cost memory. */
export function createEar(): (connection: Connection, timeoutMs: number) => Promise<Outcome<Uint8Array>> {
  let reads = 0;
  let bytes = 0;
  return async (connection, timeoutMs) => {
    if (reads >= most.reads || bytes >= most.bytes) return enough;
    const outcome = await connection.read(timeoutMs);
    reads++;
    if (outcome.ok) bytes += outcome.value.length;
    return outcome;
  };
}
