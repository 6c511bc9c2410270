import type { Middlebox } from '../middlebox.js';

/** A link that carries small packets only, on a path where no ICMP message tells the sender so (RFC 2923 section 2.1). */
export function smallPackets({ name, most }: { readonly name: string; readonly most: number }): Middlebox {
  return {
    name,
    outside: [],
    segment({ text }, note) {
      if (text.length <= most) return text;
      note(`lost ${text.length} bytes in packets that do not fit`);
      return null;
    },
  };
}
