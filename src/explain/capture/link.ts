/** Where the IP packet begins in a frame: at `at`; -1 where there is none. */
type FindIp = (view: DataView, at: number, end: number) => number;

const ipv4 = 0x0800;
const ipv6 = 0x86dd;

/** Behind an EtherType: VLAN tags (802.1Q, 802.1ad) and PPPoE are stepped over. */
function behindType(view: DataView, typeAt: number, end: number): number {
  let at = typeAt;
  for (let tags = 0; tags < 8 && at + 2 <= end; tags++) {
    const type = view.getUint16(at);
    if (type === ipv4 || type === ipv6) return at + 2;
    if (type === 0x8100 || type === 0x88a8 || type === 0x9100) at += 4;
    else if (type === 0x8864 && at + 10 <= end) {
      const protocol = view.getUint16(at + 8);
      return protocol === 0x0021 || protocol === 0x0057 ? at + 10 : -1;
    } else return -1;
  }
  return -1;
}

const after =
  (bytes: number): FindIp =>
  (_view, at) =>
    at + bytes;
const typeAt =
  (bytes: number): FindIp =>
  (view, at, end) =>
    behindType(view, at + bytes, end);
/** Linux cooked v2 (SLL2) begins with the protocol. */
const cooked2: FindIp = (view, at, end) => {
  if (end - at < 20) return -1;
  const type = view.getUint16(at);
  // With a VLAN the tag's EtherType is there, and the rest of the tag begins the payload.
  if (type === ipv4 || type === ipv6) return at + 20;
  return type === 0x8100 || type === 0x88a8 ? behindType(view, at + 22, end) : -1;
};

const finders: ReadonlyMap<number, FindIp> = new Map([
  [0, after(4)],
  [1, typeAt(12)],
  [12, after(0)],
  [14, after(0)],
  [101, after(0)],
  [108, after(4)],
  [113, typeAt(14)],
  [228, after(0)],
  [229, after(0)],
  [276, cooked2],
]);

/** The finder for a link type of a capture (tcpdump.org/linktypes); `undefined` for one that is not read. */
export function linkFinder(link: number): FindIp | undefined {
  return finders.get(link);
}
