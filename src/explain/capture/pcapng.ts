import { corrupt, type Framing } from './framer.js';
import { longestFrame, type TakeFrame } from './pcap.js';

const sectionHeader = 0x0a0d0d0a;
const byteOrder = 0x1a2b3c4d;
const interfaceBlock = 1;
const oldPacket = 2;
const simplePacket = 3;
const statistics = 5;
const enhancedPacket = 6;
const longestBlock = 16 << 20;
const mostInterfaces = 4096;

interface Interface {
  readonly link: number;
  readonly perMs: number;
  readonly offsetMs: number;
  readonly snap: number;
}

/** Whether four bytes begin a pcapng file. */
export const isPcapng = (magic: number): boolean => magic === sectionHeader;

/** The options of a block: a code and where its value lies. */
function* optionsOf(view: DataView, from: number, end: number, little: boolean): Generator<[number, number, number]> {
  for (let at = from; at + 4 <= end;) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    if (code === 0 || at + 4 + length > end) return;
    yield [code, at + 4, length];
    at += 4 + ((length + 3) & ~3);
  }
}

/** Units per millisecond of `if_tsresol`: a power of ten, or of two where the top bit is set. */
function unitsPerMs(value: number): number {
  const exponent = value & 0x7f;
  return ((value & 0x80) === 0 ? 10 ** exponent : 2 ** exponent) / 1000;
}

/** Reads pcapng files (draft-ietf-opsawg-pcapng), each section in its own byte order. `lost` hears of drop counts. */
export function pcapngFraming(take: TakeFrame, lost: (packets: number) => void): Framing {
  let little = false;
  let interfaces: Interface[] = [];

  const readInterface = (view: DataView, at: number, end: number): Interface => {
    let perMs = 1000;
    let offsetMs = 0;
    for (const [code, where, length] of optionsOf(view, at + 16, end, little)) {
      if (code === 9 && length >= 1) perMs = unitsPerMs(view.getUint8(where));
      if (code === 14 && length >= 8) offsetMs = Number(view.getBigInt64(where, little)) * 1000;
    }
    return { link: view.getUint16(at + 8, little), snap: view.getUint32(at + 12, little), perMs, offsetMs };
  };

  const frame = (bytes: Uint8Array, view: DataView, at: number, id: number, from: number, until: number): void => {
    const known = interfaces[id];
    const captured = view.getUint32(at + 20, little);
    if (known === undefined || captured > longestFrame || from + captured > until) return;
    const units = view.getUint32(at + 12, little) * 0x1_0000_0000 + view.getUint32(at + 16, little);
    const wire = view.getUint32(at + 24, little);
    take(known.link, bytes, view, from, from + captured, wire, units / known.perMs + known.offsetMs);
  };

  return {
    size(view, at, end) {
      if (end - at < 12) return 12;
      const type = view.getUint32(at, little);
      if (type === sectionHeader) {
        const swapped = view.getUint32(at + 8);
        if (swapped === byteOrder) little = false;
        else if (view.getUint32(at + 8, true) === byteOrder) little = true;
        else throw corrupt('a section header without its byte-order mark');
      }
      const length = view.getUint32(at + 4, little);
      if (length < 12 || length % 4 !== 0) throw corrupt(`a block of ${length} bytes, which no block can have`);
      if (length > longestBlock) throw corrupt(`a block of ${length} bytes, more than is read`);
      return length;
    },
    take(bytes, view, at, size) {
      const type = view.getUint32(at, little);
      const until = at + size - 4;
      if (type === enhancedPacket && size >= 32) frame(bytes, view, at, view.getUint32(at + 8, little), at + 28, until);
      else if (type === sectionHeader) interfaces = [];
      else if (type === interfaceBlock && size >= 20) {
        if (interfaces.length < mostInterfaces) interfaces.push(readInterface(view, at, until));
      } else if (type === oldPacket && size >= 32) {
        frame(bytes, view, at, view.getUint16(at + 8, little), at + 28, until);
      } else if (type === simplePacket && size >= 16) {
        const wire = view.getUint32(at + 8, little);
        const snap = interfaces[0]?.snap ?? 0;
        const end = Math.min(at + 12 + (snap === 0 ? wire : Math.min(wire, snap)), until);
        if (interfaces[0] !== undefined) take(interfaces[0].link, bytes, view, at + 12, end, wire, Number.NaN);
      } else if (type === statistics && size >= 24) {
        for (const [code, where, length] of optionsOf(view, at + 20, until, little)) {
          if ((code === 5 || code === 7) && length >= 8) lost(Number(view.getBigUint64(where, little)));
        }
      }
    },
  };
}
