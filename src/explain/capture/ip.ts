import { viewOf } from './framer.js';
import { createFragments } from './fragments.js';
import type { Packet } from './packet.js';

export const TCP = 6;
export const ICMP = 1;
export const ICMP6 = 58;

/** Reads the IP header at `at`; answers the protocol of what `packet.payload` then points to, -1 where it is no IP. */
export type ReadIp = (packet: Packet, at: number, end: number, wireEnd: number) => number;

/** Takes the addresses of an IPv6 header. */
function addresses6(packet: Packet, at: number): void {
  const { view } = packet;
  packet.family = 6;
  packet.s0 = view.getInt32(at + 8);
  packet.s1 = view.getInt32(at + 12);
  packet.s2 = view.getInt32(at + 16);
  packet.s3 = view.getInt32(at + 20);
  packet.t0 = view.getInt32(at + 24);
  packet.t1 = view.getInt32(at + 28);
  packet.t2 = view.getInt32(at + 32);
  packet.t3 = view.getInt32(at + 36);
}

function addresses4(packet: Packet, at: number): void {
  const { view } = packet;
  packet.family = 4;
  packet.s0 = view.getInt32(at + 12);
  packet.t0 = view.getInt32(at + 16);
  packet.s1 = packet.s2 = packet.s3 = packet.t1 = packet.t2 = packet.t3 = 0;
}

/** A reader of IP headers that puts fragments together (RFC 791, RFC 8200). */
export function createIpReader(): ReadIp {
  const fragments = createFragments();

  /** A datagram put together lies in bytes of its own. */
  function whole(packet: Packet, id: number, protocol: number, from: number, more: boolean): number {
    if (protocol !== TCP) return -1;
    const bytes = fragments.add(packet, id, protocol, from, more);
    if (bytes === null) return -1;
    packet.bytes = bytes;
    packet.view = viewOf(bytes);
    packet.payload = 0;
    packet.end = packet.size = bytes.length;
    return protocol;
  }

  function readIp4(packet: Packet, at: number, end: number, wireEnd: number): number {
    const { view } = packet;
    const header = (view.getUint8(at) & 15) * 4;
    if (header < 20 || at + header > end) return -1;
    const total = view.getUint16(at + 2);
    if (total !== 0 && total < header) return -1;
    // Length 0 stands for a packet that the network card cuts up later.
    const until = total === 0 ? wireEnd : at + total;
    addresses4(packet, at);
    packet.ttl = view.getUint8(at + 8);
    packet.payload = at + header;
    packet.end = Math.min(end, until);
    packet.size = Math.max(0, until - packet.payload);
    const protocol = view.getUint8(at + 9);
    const fragment = view.getUint16(at + 6);
    if ((fragment & 0x3fff) === 0) return protocol;
    return whole(packet, view.getUint16(at + 4), protocol, (fragment & 0x1fff) * 8, (fragment & 0x2000) !== 0);
  }

  function readIp6(packet: Packet, at: number, end: number, wireEnd: number): number {
    if (at + 40 > end) return -1;
    const { view } = packet;
    const length = view.getUint16(at + 4);
    const until = length === 0 ? wireEnd : at + 40 + length;
    addresses6(packet, at);
    packet.ttl = view.getUint8(at + 7);
    let next = view.getUint8(at + 6);
    let here = at + 40;
    packet.end = Math.min(end, until);
    for (let headers = 0; headers < 16; headers++) {
      packet.payload = here;
      packet.size = Math.max(0, until - here);
      if (next === TCP || next === ICMP6) return next;
      if (here + 8 > packet.end) return -1;
      const following = view.getUint8(here);
      if (next === 44) {
        const word = view.getUint16(here + 2);
        const id = view.getUint32(here + 4);
        here += 8;
        packet.payload = here;
        packet.size = Math.max(0, until - here);
        if ((word & 0xfff9) !== 0) return whole(packet, id, following, word & 0xfff8, (word & 1) !== 0);
      } else if (next === 0 || next === 43 || next === 60) here += (view.getUint8(here + 1) + 1) * 8;
      else if (next === 51) here += (view.getUint8(here + 1) + 2) * 4;
      else return -1;
      next = following;
    }
    return -1;
  }

  return (packet, at, end, wireEnd) => {
    if (at < 0 || at + 20 > end) return -1;
    const version = packet.view.getUint8(at) >> 4;
    if (version === 4) return readIp4(packet, at, end, wireEnd);
    return version === 6 ? readIp6(packet, at, end, wireEnd) : -1;
  };
}
