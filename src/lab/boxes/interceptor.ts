import type { PortRange } from '../../model/network.js';
import { formatEndpoint } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';

/** A proxy or virus scanner that takes every connection to these ports, whoever it is for, and then says nothing. */
export function interceptor({ name, ports }: { readonly name: string; readonly ports: PortRange }): Middlebox {
  return {
    name,
    outside: [],
    syn(syn, direction, note) {
      if (direction === 'to-client' || syn.to.port < ports.low || syn.to.port > ports.high) return { pass: syn };
      note(`took the connection of ${formatEndpoint(syn.from)} to ${formatEndpoint(syn.to)}`);
      return 'intercept';
    },
  };
}
