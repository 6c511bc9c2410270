import type { Side } from '../source.js';
import { isOpen, seconds, type Handshake } from './handshake.js';

/** The values that systems begin the time to live with; a packet that has one has crossed no router. */
const initial: readonly number[] = [32, 64, 128, 255];
const fresh = (ttl: number | null): boolean => ttl !== null && initial.includes(ttl);

/** Where a capture was made, by which end's packets have crossed no router yet; `path` where both or neither have. */
export function sideOf({ clientTtl, serverTtl }: Handshake): Side {
  // With both ends near, the client's view is complete as well.
  if (fresh(clientTtl)) return 'client';
  return fresh(serverTtl) ? 'server' : 'path';
}

/** What the packets of the control connection show and no event holds. */
export function connectionNotes(one: Handshake, clientRepeats: number, serverRepeats: number): string[] {
  const notes: string[] = [];
  const { clientTtl, serverTtl, clientMss, serverMss, syns } = one;
  if (clientTtl !== null || serverTtl !== null) {
    const side = sideOf(one);
    const where = side === 'path' ? 'between the two' : `at the ${side}'s side`;
    notes.push(
      `Captured ${where}: time to live of the client's packets ${clientTtl ?? '?'}, of the server's ${serverTtl ?? '?'}.`,
    );
  }
  if (clientMss !== null || serverMss !== null) {
    notes.push(`Maximum segment size: the client takes ${clientMss ?? '?'} bytes, the server ${serverMss ?? '?'}.`);
  }
  if (syns > 1 && isOpen(one))
    notes.push(
      `The client's SYN was sent ${syns} times before it was answered, after ${seconds(one.openedMs - one.synMs)}.`,
    );
  for (const [who, repeats] of [
    ['client', clientRepeats],
    ['server', serverRepeats],
  ] as const) {
    if (repeats > 0)
      notes.push(
        `${repeats} ${repeats === 1 ? 'segment' : 'segments'} of the control connection had to be sent again by the ${who}.`,
      );
  }
  return notes;
}
