import type { PassivePorts } from './setup.js';

/** Hands out the passive ports of one server. */
export interface PortSource {
  /** The next port that is free, `null` when all are taken. */
  next(): number | null;
  release(port: number): void;
}

/** A small pseudo-random generator (mulberry32): the same seed, the same numbers from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ports in random or sequential order, as the setup says; a port is not given out twice before it is released. */
export function portSource({ low, high, order, seed, held = 0 }: PassivePorts): PortSource {
  const size = high - low + 1;
  const taken = new Set<number>(Array.from({ length: held }, (_, at) => low + at));
  const random = randomFrom(seed);
  let following = order === 'sequential' ? seed - low : 0;
  return {
    next() {
      const start = order === 'random' ? Math.floor(random() * size) : following;
      for (let step = 0; step < size; step++) {
        const offset = (start + step) % size;
        if (taken.has(low + offset)) continue;
        taken.add(low + offset);
        following = offset + 1;
        return low + offset;
      }
      return null;
    },
    release(port) {
      taken.delete(port);
    },
  };
}
