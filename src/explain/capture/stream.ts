import { SYN, type Packet } from './packet.js';
import { distance } from './tcp.js';

/** Hears the bytes of one direction in order; `bytes` is only valid during the call. */
export interface Listener {
  bytes(bytes: Uint8Array, packet: Packet): void;
  /** So many bytes are missing from the capture here; `cut` where the snap length cut them off their packet. */
  gap(length: number, packet: Packet, cut: boolean): void;
}

/** One direction of a connection, put in order. */
export interface Stream {
  push(packet: Packet): void;
  /** Hears that the other end has received everything before `ack`. */
  acknowledged(ack: number, packet: Packet): void;
  /** Segments that were sent again, and whether the last one pushed was. */
  readonly retransmits: () => number;
  readonly repeated: () => boolean;
  /** Bytes sent but not acknowledged. */
  readonly unacked: () => number;
  /** Sent again since the oldest unacknowledged byte was sent first. */
  readonly unackedRepeats: () => number;
}

const mostHeld = 64;
const mostHeldBytes = 64 * 1024;
/** Further away than any window: not part of this connection. */
const farAway = 1 << 24;
/** An acknowledgement may be captured before what it acknowledges; after so many packets it was not captured at all. */
const patience = 3;

/** Puts segments in order (RFC 9293): drops what was there already, holds what came early, and marks what is missing. */
export function createStream(listener: Listener): Stream {
  let next: number | null = null;
  let held: { readonly seq: number; readonly bytes: Uint8Array; readonly size: number }[] = [];
  let heldBytes = 0;
  let acked: number | null = null;
  let overdue = 0;
  let strays = 0;
  let retransmits = 0;
  let unackedRepeats = 0;
  let repeated = false;

  function take(seq: number, bytes: Uint8Array, size: number, packet: Packet): void {
    const from = next ?? seq;
    const skip = -distance(from, seq);
    if (skip >= size) return;
    if (skip < bytes.length) listener.bytes(skip === 0 ? bytes : bytes.subarray(skip), packet);
    const missing = size - Math.max(bytes.length, skip);
    next = (seq + size) >>> 0;
    overdue = 0;
    if (missing > 0) listener.gap(missing, packet, true);
  }

  function drain(packet: Packet): void {
    while (held.length > 0) {
      const at = held.findIndex(({ seq }) => next !== null && distance(next, seq) <= 0);
      const one = held[at];
      if (one === undefined) return;
      held.splice(at, 1);
      heldBytes -= one.bytes.length;
      take(one.seq, one.bytes, one.size, packet);
    }
  }

  /** Gives up on what is missing up to the first byte that is held, or up to `limit`. */
  function skipGap(limit: number | null, packet: Packet): void {
    if (next === null) return;
    const ahead = held.map(({ seq }) => distance(next ?? 0, seq));
    if (limit !== null) ahead.push(distance(next, limit));
    const length = Math.min(...ahead.filter((one) => one > 0));
    if (!Number.isFinite(length)) return;
    next = (next + length) >>> 0;
    listener.gap(length, packet, false);
    drain(packet);
  }

  return {
    push(packet) {
      const { size, payload, end, bytes } = packet;
      const seq = (packet.flags & SYN) !== 0 ? (packet.seq + 1) >>> 0 : packet.seq;
      repeated = false;
      if ((packet.flags & SYN) !== 0) {
        next ??= seq;
        acked ??= seq;
      }
      if (size === 0) return;
      next ??= seq;
      acked ??= seq;
      const ahead = distance(next, seq);
      if (Math.abs(ahead) > farAway) {
        if (++strays < 8) return;
        held = [];
        heldBytes = 0;
        listener.gap(0, packet, false);
        next = seq;
        acked = seq;
      }
      strays = 0;
      const part = bytes.subarray(payload, Math.max(payload, end));
      if (distance(next, seq) > 0) {
        if (held.some((one) => one.seq === seq && one.size >= size)) {
          retransmits++;
          repeated = true;
          return;
        }
        // `slice` of a Buffer would be no copy.
        held.push({ seq, bytes: new Uint8Array(part), size });
        heldBytes += part.length;
        if (held.length > mostHeld || heldBytes > mostHeldBytes) skipGap(null, packet);
        return;
      }
      // A single byte sent again is a keep-alive probe, not a loss.
      if (distance(next, seq + size) <= 0 && size > 1) {
        retransmits++;
        repeated = true;
        if (distance(acked, seq + size) > 0) unackedRepeats++;
        return;
      }
      take(seq, part, size, packet);
      drain(packet);
    },
    acknowledged(ack, packet) {
      if (acked === null || (distance(acked, ack) > 0 && distance(acked, ack) < farAway)) {
        acked = ack;
        unackedRepeats = 0;
      }
      // A FIN takes a number of its own.
      if (next === null || distance(next, ack) <= 1 || distance(next, ack) > farAway) return;
      // With later bytes at hand it is hardly the order in which they were captured.
      if (++overdue > (held.length > 0 ? 1 : patience)) skipGap(ack, packet);
    },
    retransmits: () => retransmits,
    repeated: () => repeated,
    unacked: () => (next === null || acked === null ? 0 : Math.max(0, distance(acked, next))),
    unackedRepeats: () => unackedRepeats,
  };
}
