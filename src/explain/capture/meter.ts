import { SYN, type Packet } from './packet.js';
import { distance } from './tcp.js';

/** The size of what one end of a data connection sent, in memory that does not grow with it. */
export interface Meter {
  push(packet: Packet): void;
  readonly bytes: () => number;
  /** Line ends, with `open` where the last line has none; `null` when the snap length cut what would tell. */
  readonly lines: () => { readonly ends: number; readonly open: boolean } | null;
  readonly retransmits: () => number;
  /** First bytes, to see whether TLS is spoken. */
  readonly first: () => number;
}

const mostRanges = 256;
const farAway = 1 << 30;
const newline = 10;

/** Counts each byte once, in whatever order it comes and however often it is sent. */
export function createMeter(): Meter {
  /** Ranges received beyond the unbroken beginning, as distances from the first byte; sorted, apart from each other. */
  let ranges: (readonly [number, number])[] = [];
  let origin: number | null = null;
  let base = 0;
  let total = 0;
  let ends = 0;
  let last = 0;
  let lastByte = newline;
  let cut = false;
  let retransmits = 0;
  let first = -1;
  // Distances grow beyond 32 bits in long transfers, so they are unrolled against the last one seen.
  let unrolled = 0;
  let latest = 0;

  function count(packet: Packet, from: number, until: number, at: number): void {
    total += until - from;
    const begin = packet.payload + (from - at);
    const stop = packet.payload + (until - at);
    if (stop > packet.end) cut = true;
    const { bytes } = packet;
    for (let here = begin, limit = Math.min(stop, packet.end); here < limit; here++)
      if (bytes[here] === newline) ends++;
    if (until > last) {
      last = until;
      lastByte = bytes[stop - 1] ?? newline;
    }
  }

  function add(packet: Packet, from: number, until: number): void {
    let start = Math.max(from, base);
    const before = total;
    for (const [low, high] of ranges) {
      if (high <= start) continue;
      if (low >= until) break;
      if (start < low) count(packet, start, low, from);
      start = Math.max(start, high);
    }
    if (start < until) count(packet, start, until, from);
    if (total === before) {
      retransmits++;
      return;
    }
    if (from <= base && ranges.length === 0) {
      base = until;
      return;
    }
    const merged: [number, number][] = [];
    for (const [low, high] of [...ranges, [from, until] as const].sort((a, b) => a[0] - b[0])) {
      const top = merged.at(-1);
      if (top !== undefined && low <= top[1]) top[1] = Math.max(top[1], high);
      else merged.push([low, high]);
    }
    while (merged[0] !== undefined && (merged[0][0] <= base || merged.length > mostRanges)) {
      base = Math.max(base, merged[0][1]);
      merged.shift();
    }
    ranges = merged;
  }

  return {
    push(packet) {
      const seq = (packet.flags & SYN) !== 0 ? (packet.seq + 1) >>> 0 : packet.seq;
      if (origin === null) {
        if (packet.size === 0 && (packet.flags & SYN) === 0) return;
        origin = seq;
        latest = seq;
      }
      if (packet.size === 0) return;
      const step = distance(latest, seq);
      if (Math.abs(step) > farAway) return;
      const from = unrolled + step;
      if (step > 0) {
        latest = seq;
        unrolled = from;
      }
      if (first < 0 && packet.end > packet.payload) first = packet.bytes[packet.payload] ?? -1;
      if (from + packet.size > 0) add(packet, from, from + packet.size);
    },
    bytes: () => total,
    lines: () => (cut ? null : { ends, open: total > 0 && lastByte !== newline }),
    retransmits: () => retransmits,
    first: () => first,
  };
}
