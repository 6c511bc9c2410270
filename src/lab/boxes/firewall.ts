import type { PortRange } from '../../model/network.js';
import { formatEndpoint } from '../../protocol/address.js';
import type { Direction, Errno, Middlebox } from '../middlebox.js';

/** A packet filter that looks at new connections of one direction only. */
export interface Firewall {
  readonly name: string;
  readonly blocks: Direction;
  /** Destination ports that it lets pass; every other one is blocked. */
  readonly open: readonly PortRange[];
  readonly how: 'drop' | Errno;
}

/** Blocks new connections in one direction, by silence or by an answer. Established ones pass both ways. */
export function firewall({ name, blocks, open, how }: Firewall): Middlebox {
  return {
    name,
    outside: [],
    syn(syn, direction, note) {
      const passes = direction !== blocks || open.some(({ low, high }) => syn.to.port >= low && syn.to.port <= high);
      if (passes) return { pass: syn };
      const did = how === 'drop' ? 'dropped' : `answered ${how} to`;
      note(`${did} ${formatEndpoint(syn.from)} for ${formatEndpoint(syn.to)}`);
      return how === 'drop' ? 'drop' : { refuse: how };
    },
  };
}
