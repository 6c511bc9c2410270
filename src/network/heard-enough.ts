import type { Connection, Outcome } from '../model/network.js';

/** Many times what a server has to say, in one check with all its control connections. */
const most = { reads: 5000, bytes: 4 << 20 } as const;
/** What a command may add: an idle ladder asks thousands of times. */
const answer = { reads: 2, bytes: 256 } as const;
const enough: Outcome<never> = {
  ok: false,
  failure: { kind: 'unknown', detail: 'the server has sent more than a check listens to, so nothing more is read' },
};

/** Listens to all control connections of a check. */
export interface Ear {
  /** A command was sent, so that a little more may be said. */
  asked(): void;
  /** Reads until together they have said more than is kept: a flood must not cost memory. */
  read(connection: Connection, timeoutMs: number): Promise<Outcome<Uint8Array>>;
}

export function createEar(): Ear {
  let reads: number = most.reads;
  let bytes: number = most.bytes;
  return {
    asked() {
      reads += answer.reads;
      bytes += answer.bytes;
    },
    async read(connection, timeoutMs) {
      if (reads <= 0 || bytes <= 0) return enough;
      const outcome = await connection.read(timeoutMs);
      reads--;
      if (outcome.ok) bytes -= outcome.value.length;
      return outcome;
    },
  };
}
