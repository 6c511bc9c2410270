import type { Middlebox } from '../middlebox.js';

/** A link that carries small packets only, on a path where no ICMP message tells the sender so (RFC 2923 section 2.1). */
export function smallPackets({
  name,
  most,
  dataOnly = false,
}: {
  readonly name: string;
  readonly most: number;
  /** Whether control connections pass, as with a device that holds what it scans. */
  readonly dataOnly?: boolean;
}): Middlebox {
  return {
    name,
    outside: [],
    segment({ text, flow }, note) {
      if (text.length <= most || (dataOnly && flow.to.port === 21)) return text;
      note(`lost ${text.length} bytes in packets that do not fit`);
      return null;
    },
  };
}
