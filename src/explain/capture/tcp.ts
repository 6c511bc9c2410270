import type { Packet } from './packet.js';

/** Reads the TCP header that `packet.payload` points to (RFC 9293 section 3.1); `false` where it is not all there. */
export function readTcp(packet: Packet): boolean {
  const { view, payload: at, end } = packet;
  if (at + 20 > end) return false;
  packet.sourcePort = view.getUint16(at);
  packet.targetPort = view.getUint16(at + 2);
  packet.seq = view.getUint32(at + 4);
  packet.ack = view.getUint32(at + 8);
  const header = (view.getUint8(at + 12) >> 4) * 4;
  packet.flags = view.getUint8(at + 13);
  if (header < 20 || header > packet.size) return false;
  packet.options = at + 20;
  packet.payload = Math.min(at + header, end);
  packet.size -= header;
  return true;
}

/** The maximum segment size that a SYN names; `null` where it names none. */
export function mssOf({ view, options, payload }: Packet): number | null {
  for (let at = options; at < payload;) {
    const kind = view.getUint8(at);
    if (kind === 0) return null;
    if (kind === 1) {
      at++;
      continue;
    }
    if (at + 2 > payload) return null;
    const length = view.getUint8(at + 1);
    if (length < 2) return null;
    if (kind === 2 && length === 4 && at + 4 <= payload) return view.getUint16(at + 2);
    at += length;
  }
  return null;
}

/** How far `to` lies after `from` in sequence numbers, which wrap around. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}
