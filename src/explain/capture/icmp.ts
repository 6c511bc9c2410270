import type { Failure } from '../../model/network.js';
import type { Packet } from './packet.js';

/** What an ICMP error says, and where in its packet the IP header begins that it is about. */
export interface IcmpError {
  readonly failure: Failure;
  /** The next hop's MTU, where the error says that a packet was too big. */
  readonly mtu: number | null;
  readonly quoted: number;
}

const codes4: Readonly<Record<number, string>> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  9: 'network administratively prohibited',
  10: 'host administratively prohibited',
  13: 'communication administratively prohibited',
};
const codes6: Readonly<Record<number, string>> = {
  0: 'no route to destination',
  1: 'communication administratively prohibited',
  3: 'address unreachable',
  4: 'port unreachable',
  5: 'source address failed policy',
  6: 'reject route to destination',
};

/** Reads an ICMP (RFC 792) or ICMPv6 (RFC 4443) error that `packet.payload` points to; `null` for any other message. */
export function readIcmp(packet: Packet): IcmpError | null {
  const { view, payload: at, end, family } = packet;
  if (at + 8 > end) return null;
  const type = view.getUint8(at);
  const code = view.getUint8(at + 1);
  const quoted = at + 8;
  const tooBig = (mtu: number): IcmpError => ({
    failure: { kind: 'unknown', detail: `packet too big, next hop takes ${mtu} bytes` },
    mtu,
    quoted,
  });
  if (family === 4 && type === 3 && code === 4) return tooBig(view.getUint16(at + 6));
  if (family === 6 && type === 2) return tooBig(view.getUint32(at + 4));
  if (type !== (family === 4 ? 3 : 1)) return null;
  const words = (family === 4 ? codes4 : codes6)[code] ?? 'unreachable';
  const refused = code === (family === 4 ? 3 : 4);
  const detail = `${family === 4 ? 'ICMP' : 'ICMPv6'} type ${type} code ${code}, ${words}`;
  return { failure: { kind: refused ? 'refused' : 'unreachable', detail }, mtu: null, quoted };
}
