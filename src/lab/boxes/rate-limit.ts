import type { Middlebox } from '../middlebox.js';

/** How many new data connections a filter lets in, and after how long a rest it lets in as many again. */
export interface RateLimit {
  readonly most: number;
  readonly restMs: number;
  readonly from: number;
}

/** A filter that drops new connections to high ports beyond so many, until they have rested for a while. */
export function rateLimit({ most, restMs, from }: RateLimit): Middlebox {
  let passed = 0;
  let lastMs = -Infinity;
  return {
    name: 'connection limit',
    outside: [],
    syn(syn, direction, note, nowMs) {
      if (direction !== 'to-server' || syn.to.port < from) return { pass: syn };
      if (nowMs - lastMs >= restMs) passed = 0;
      lastMs = nowMs;
      if (++passed <= most) return { pass: syn };
      note(`connection ${passed} in a row is one too many`);
      return 'drop';
    },
  };
}
