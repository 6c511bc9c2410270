import type { LocalNetwork } from '../model/network.js';
import type { Middlebox } from './middlebox.js';
import type { Service } from './service.js';

/** A machine at one end of the path. */
export interface Host {
  /** Its addresses with their on-link prefixes, the usual one first. */
  readonly networks: readonly LocalNetwork[];
  /** What listens, by port. Any other port refuses. */
  readonly services: ReadonlyMap<number, Service>;
}

/** A network to simulate: two hosts, and in order from the client to the server the boxes that stand between them. */
export interface World {
  /** Round trip between the two hosts, in milliseconds. Boxes of a side stand half a millisecond from its host. */
  readonly rttMs: number;
  readonly client: Host;
  /** Boxes on the client's side of the internet, the nearest to the client first. */
  readonly near: readonly Middlebox[];
  /** Boxes on the server's side of the internet, the nearest to the server last. */
  readonly far: readonly Middlebox[];
  readonly server: Host;
  /** What the resolver knows. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Other machines that answer a SYN with RST; any other address is silent, or absent where it is on link. */
  readonly strangers: readonly string[];
}
