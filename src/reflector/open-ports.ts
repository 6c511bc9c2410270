import { createServer, type Server } from 'node:net';
import { toLetters } from '../protocol/letters.js';
import { accountOf } from './admission.js';
import { plainHost } from './data.js';
import type { Settings } from './settings.js';
import type { Addresses } from './world.js';

const most = 4;
const patienceMs = 5000;

/** Ports spread over the range on which somebody always listens; a quarter of a small range at most. */
export function openPortsOf({ range: { low, high } }: Settings): number[] {
  const size = high - low + 1;
  const count = Math.min(most, Math.floor(size / 4));
  return Array.from({ length: count }, (_, at) => low + Math.round((at * (size - 1)) / Math.max(1, count - 1)));
}

/**
 * Takes every connection, says in letters where it came from, and closes. A box that answers in the reflector's place
 * does not know that word.
 */
export function openPortServer(reached: Addresses): Server {
  const server = createServer((socket) => {
    const host = plainHost(socket.remoteAddress);
    reached.add(accountOf(host));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.resume();
    socket.end(toLetters(new TextEncoder().encode(host)));
  });
  server.maxConnections = 200;
  return server;
}
