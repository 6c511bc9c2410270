import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Clients that are there to be in the way. */
export interface Hostile {
  /** How often one of them was turned out and came again. */
  returns(): number;
  stop(): void;
}

const dripMs = 100;
const garbageBytes = 2048;

/** Has so many clients stand at a port and never complete a line, and so many say noise and come back when turned out. */
export function startHostile(port: number, slow: number, noisy: number): Hostile {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  let returned = 0;
  // Few from one address, since the reflector counts by address.
  const dial = (at: number): Socket => {
    const socket = connect({ host: '127.0.0.1', port, localAddress: `127.10.${at >> 3}.1`, noDelay: true });
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    return socket.resume();
  };
  const every = (ms: number, action: () => void): void => {
    timers.add(setInterval(action, ms));
  };
  const makeNoise = (at: number): void => {
    const socket = dial(at);
    socket.once('close', () => {
      if (stopped) return;
      returned++;
      makeNoise(at);
    });
    const more = (): void => {
      if (!socket.destroyed && socket.writable) socket.write(randomBytes(garbageBytes));
    };
    socket.once('connect', more).on('drain', more);
  };
  for (let at = 0; at < slow; at++) {
    const socket = dial(at);
    every(dripMs, () => socket.writable && socket.write('N'));
  }
  for (let at = 0; at < noisy; at++) makeNoise(slow + at);
  return {
    returns: () => returned,
    stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}
