import { formatEndpoint } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';

/**
 * A load balancer before two servers. It keeps control connections on the first one and sends all others to both in turn;
 * the second one knows nothing of the session and refuses.
 */
export function balancer({ name, ports }: { readonly name: string; readonly ports: readonly number[] }): Middlebox {
  let turn = 0;
  return {
    name,
    outside: [],
    syn(syn, direction, note) {
      if (direction === 'to-client' || ports.includes(syn.to.port)) return { pass: syn };
      turn++;
      if (turn % 2 === 1) return { pass: syn };
      note(`sent ${formatEndpoint(syn.from)} for port ${syn.to.port} to the other server, which refuses`);
      return { refuse: 'ECONNREFUSED' };
    },
  };
}
