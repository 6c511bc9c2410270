import { ACK, FIN, SYN, type Packet } from './packet.js';
import { distance } from './tcp.js';

/** What became of the large segments of one direction, where none got through while small packets did. */
export interface LargeLost {
  /** Bytes of the segment that was sent again, or that are missing in one piece. */
  readonly bytes: number;
  /** How often it was sent, as its sender's capture shows; 0 where it never came to where the capture was made. */
  readonly sent: number;
}

/** Watches for a path on which large packets are lost. */
export interface LargeWatch {
  /** A packet of the watched direction. */
  took(packet: Packet): void;
  /** A packet of the other direction. */
  answered(packet: Packet): void;
  readonly lost: () => LargeLost | null;
}

/** Smaller ones fit any path (RFC 8200 section 5: 1280 bytes with the headers). */
const fullSize = 1000;
/** Sent so often, a segment is not lost by chance. */
const leastSent = 4;
/** So long after what was sent behind it, a missing segment was sent again several times (RFC 6298). */
const leastWaitMs = 3000;

/** A watch over one direction of a connection. It ends when the first large segment is acknowledged. */
export function createLargeWatch(): LargeWatch {
  let origin: number | null = null;
  /** All before this is acknowledged, and where the nearest bytes behind it begin; counted from the first byte. */
  let front = 0;
  let behind: number | null = null;
  let behindMs = 0;
  let lastMs = 0;
  let sent = 0;
  let bytes = 0;
  /** The other end was heard after the loss and still waits for the same byte. */
  let waits = false;
  let passed = false;

  return {
    took({ seq, size, flags, ms }) {
      if (passed) return;
      lastMs = ms;
      const first = (flags & SYN) === 0 ? seq : (seq + 1) >>> 0;
      origin ??= first;
      if (size === 0 && (flags & FIN) === 0) return;
      const from = distance(origin, first);
      if (from > front) {
        if (behind === null) behindMs = ms;
        behind = Math.min(behind ?? from, from);
      } else if (from + size > front && size >= fullSize) {
        sent++;
        bytes = size;
      }
    },
    answered({ ack, flags, ms }) {
      lastMs = ms;
      if (passed || origin === null || (flags & ACK) === 0) return;
      const until = distance(origin, ack);
      if (until > front) {
        passed = sent > 0;
        front = until;
        if (behind !== null && behind <= front) behind = null;
        waits = false;
      } else if (sent > 1 || behind !== null) waits = true;
    },
    lost() {
      if (passed || !waits) return null;
      if (sent >= leastSent) return { bytes, sent };
      const missing = (behind ?? front) - front;
      const waited = lastMs - behindMs >= leastWaitMs;
      return sent === 0 && waited && missing >= fullSize ? { bytes: missing, sent: 0 } : null;
    },
  };
}
