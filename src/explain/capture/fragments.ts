import type { Packet } from './packet.js';
import { hostText } from './packet.js';

const mostDatagrams = 64;
const longestDatagram = 65_535;
const mostPieces = 64;

interface Datagram {
  readonly pieces: { readonly from: number; readonly bytes: Uint8Array }[];
  total: number;
}

/** Puts IP fragments together. */
export interface Fragments {
  /** Adds one fragment; the whole payload of the datagram once its last piece is there, else `null`. */
  add(packet: Packet, id: number, protocol: number, from: number, more: boolean): Uint8Array | null;
}

/** At most 64 datagrams wait for their rest; the oldest is forgotten for the next. */
export function createFragments(): Fragments {
  const waiting = new Map<string, Datagram>();
  return {
    add(packet, id, protocol, from, more) {
      const { family, s0, s1, s2, s3, t0, t1, t2, t3 } = packet;
      const key = `${hostText(family, [s0, s1, s2, s3])} ${hostText(family, [t0, t1, t2, t3])} ${id} ${protocol}`;
      const known = waiting.get(key);
      const one = known ?? { pieces: [], total: -1 };
      if (known === undefined) {
        const [oldest] = waiting.keys();
        if (waiting.size >= mostDatagrams && oldest !== undefined) waiting.delete(oldest);
        waiting.set(key, one);
      }
      // `slice` of a Buffer would be no copy.
      const bytes = new Uint8Array(packet.bytes.subarray(packet.payload, packet.end));
      if (from + bytes.length > longestDatagram || one.pieces.length >= mostPieces) {
        waiting.delete(key);
        return null;
      }
      if (!more) one.total = from + packet.size;
      one.pieces.push({ from, bytes });
      if (one.total < 0) return null;
      let covered = 0;
      one.pieces.sort((a, b) => a.from - b.from);
      for (const piece of one.pieces)
        if (piece.from <= covered) covered = Math.max(covered, piece.from + piece.bytes.length);
      if (covered < one.total) return null;
      waiting.delete(key);
      const whole = new Uint8Array(covered);
      for (const { from: start, bytes: part } of one.pieces) {
        if (start < covered) whole.set(part.subarray(0, covered - start), start);
      }
      return whole.subarray(0, one.total);
    },
  };
}
