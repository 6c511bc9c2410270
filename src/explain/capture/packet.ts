import type { Endpoint } from '../../model/network.js';
import { hostOf } from '../../protocol/address-parse.js';

/**
 * One packet while it is being looked at. There is a single one for the whole capture, filled in again for each packet:
 * a capture holds millions, and what is kept of them is copied out.
 */
export interface Packet {
  /** Its number in the capture, counted from 1, and its time in milliseconds since 1970. */
  number: number;
  ms: number;
  bytes: Uint8Array;
  view: DataView;
  /** Addresses as 32-bit words; IPv4 uses the first word alone. */
  family: 4 | 6;
  s0: number;
  s1: number;
  s2: number;
  s3: number;
  t0: number;
  t1: number;
  t2: number;
  t3: number;
  /** Time to live or hop limit, as it arrived. */
  ttl: number;
  sourcePort: number;
  targetPort: number;
  seq: number;
  ack: number;
  flags: number;
  /** Where the TCP options begin. */
  options: number;
  /** Where the payload begins and where what was captured of it ends. */
  payload: number;
  end: number;
  /** Length of the payload on the wire; more than was captured where the snap length cut it. */
  size: number;
}

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** An empty packet to be filled in. */
export function createPacket(): Packet {
  const bytes = new Uint8Array(0);
  return {
    number: 0,
    ms: 0,
    bytes,
    view: new DataView(bytes.buffer),
    family: 4,
    s0: 0,
    s1: 0,
    s2: 0,
    s3: 0,
    t0: 0,
    t1: 0,
    t2: 0,
    t3: 0,
    ttl: 0,
    sourcePort: 0,
    targetPort: 0,
    seq: 0,
    ack: 0,
    flags: 0,
    options: 0,
    payload: 0,
    end: 0,
    size: 0,
  };
}

/** The text of an address held in words. */
export function hostText(family: 4 | 6, words: readonly number[]): string {
  const bytes = words.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  return hostOf(family === 4 ? bytes.slice(0, 4) : bytes.slice(0, 16));
}

/** Where a packet comes from. */
export function sourceOf({ family, s0, s1, s2, s3, sourcePort }: Packet): Endpoint {
  return { host: hostText(family, [s0, s1, s2, s3]), port: sourcePort };
}

/** Where a packet goes. */
export function targetOf({ family, t0, t1, t2, t3, targetPort }: Packet): Endpoint {
  return { host: hostText(family, [t0, t1, t2, t3]), port: targetPort };
}
