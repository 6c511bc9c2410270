import type { Middlebox } from '../middlebox.js';

/** A translator before the server that lets it connect out from another address than the one it is reached at. */
export function secondAddress({ name, address }: { readonly name: string; readonly address: string }): Middlebox {
  return {
    name,
    outside: [],
    syn({ from, to }, direction, note) {
      if (direction === 'to-server') return { pass: { from, to } };
      note(`sent a connection of ${from.host} out from ${address}`);
      return { pass: { from: { host: address, port: from.port }, to } };
    },
  };
}
