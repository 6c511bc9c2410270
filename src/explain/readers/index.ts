import type { Reader } from '../source.js';

/** Every format that `explain` reads; where two are equally sure, the first wins. */
export const readers: readonly Reader[] = [];
