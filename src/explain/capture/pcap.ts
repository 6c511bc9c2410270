import { corrupt, type Framing } from './framer.js';

/** Takes one captured frame: where it lies, its length on the wire, and its time in milliseconds since 1970. */
export type TakeFrame = (
  link: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  wire: number,
  ms: number,
) => void;

const magics: ReadonlyMap<number, { readonly little: boolean; readonly perSecond: number }> = new Map([
  [0xa1b2c3d4, { little: false, perSecond: 1e6 }],
  [0xd4c3b2a1, { little: true, perSecond: 1e6 }],
  [0xa1b23c4d, { little: false, perSecond: 1e9 }],
  [0x4d3cb2a1, { little: true, perSecond: 1e9 }],
]);
const headerSize = 24;
const recordHeader = 16;
/** libpcap reads no frame above 256 KiB; some tools write larger ones, none above this. */
export const longestFrame = 1 << 20;

/** Whether four bytes begin a pcap file. */
export const isPcap = (magic: number): boolean => magics.has(magic >>> 0);

/** Reads pcap files: both byte orders, microseconds and nanoseconds (draft-ietf-opsawg-pcap). */
export function pcapFraming(take: TakeFrame): Framing {
  let begun = false;
  let little = false;
  let perMs = 1000;
  let link = 0;
  return {
    size(view, at, end) {
      if (!begun) return headerSize;
      if (end - at < recordHeader) return recordHeader;
      const captured = view.getUint32(at + 8, little);
      if (captured > longestFrame) throw corrupt(`a frame of ${captured} bytes, which no capture holds`);
      return recordHeader + captured;
    },
    take(bytes, view, at, size) {
      if (!begun) {
        const found = magics.get(view.getUint32(at));
        little = found?.little ?? false;
        perMs = (found?.perSecond ?? 1e6) / 1000;
        // The upper bits tell of a frame check sequence.
        link = view.getUint32(at + 20, little) & 0xffff;
        begun = true;
        return;
      }
      const ms = view.getUint32(at, little) * 1000 + view.getUint32(at + 4, little) / perMs;
      take(link, bytes, view, at + recordHeader, at + size, view.getUint32(at + 12, little), ms);
    },
  };
}
