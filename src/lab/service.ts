import type { Endpoint } from '../model/network.js';
import type { Clock } from './clock.js';
import type { Errno, Note } from './middlebox.js';
import type { Socket } from './socket.js';

/** How a dialled connection ended up: open, refused by somebody, or never answered. */
export type Dialled = { readonly socket: Socket } | { readonly error: Errno | 'ETIMEDOUT' };

/** What a program can do on its host: the sockets API of the simulated server, as callbacks. */
export interface Machine {
  readonly clock: Clock;
  readonly note: Note;
  /** Listens on a port of every address; the answer stops it. `null` when the port is taken. */
  listen(port: number, arrived: (socket: Socket) => void): (() => void) | null;
  /** Connects; the answer gives up. */
  dial(from: Partial<Endpoint>, to: Endpoint, timeoutMs: number, done: (outcome: Dialled) => void): () => void;
}

/** A program that listens on a port: it is handed each connection as it arrives. */
export type Service = (socket: Socket, machine: Machine) => void;
