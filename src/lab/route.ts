import type { Endpoint } from '../model/network.js';
import { sameAddress, withinPrefix } from '../protocol/address.js';
import type { Direction, Errno, Middlebox, Note, Syn } from './middlebox.js';
import type { Host, World } from './world.js';

/** One of the two ends of the path. */
export type Side = 'client' | 'server';

/** A box that let a connection pass, with the addresses the SYN carried when it came in. */
export interface Hop {
  readonly box: Middlebox;
  readonly flow: Syn;
  /** One way from the host that sent the SYN. */
  readonly boxMs: number;
}

/** Where a SYN ended: at a host, at a box that took it, answered with an error on its way, or nowhere. */
export type Arrival =
  | {
      readonly kind: 'host';
      readonly side: Side;
      readonly syn: Syn;
      readonly hops: readonly Hop[];
      readonly oneWayMs: number;
    }
  | { readonly kind: 'box'; readonly hops: readonly Hop[]; readonly oneWayMs: number }
  | { readonly kind: 'error'; readonly error: Errno; readonly afterMs: number }
  | { readonly kind: 'lost' };

/** From a host to the boxes of its own side, one way. */
const edgeMs = 0.5;
const loopback = { address: '127.0.0.0', prefixLength: 8 };
const loopbackMs = 0.05;
/** Linux gives up on an on-link address after three unanswered ARP requests, one a second. */
const arpMs = 3060;

const lost: Arrival = { kind: 'lost' };

function error(errno: Errno, afterMs: number): Arrival {
  return { kind: 'error', error: errno, afterMs };
}

function owns(host: Host, address: string): boolean {
  return host.networks.some((network) => sameAddress(network.address, address));
}

/** Addresses that reach the host itself without leaving it: loopback, and the unspecified address (Linux). */
function isItself(host: Host, address: string): boolean {
  return (
    owns(host, address) ||
    address === '0.0.0.0' ||
    address === '::' ||
    withinPrefix(address, loopback) ||
    sameAddress(address, '::1')
  );
}

/** The source address for a destination: one that shares its link, else the first of its family. */
export function sourceFor(host: Host, to: string): string | null {
  const family = (address: string): boolean => address.includes(':') === to.includes(':');
  const candidates = host.networks.filter(({ address }) => family(address));
  const onLink = candidates.find((network) => withinPrefix(to, network));
  if (isItself(host, to) && !owns(host, to)) return to.includes(':') ? '::1' : '127.0.0.1';
  return (onLink ?? candidates[0])?.address ?? null;
}

/** The addresses of one side that the internet can reach: those of its outermost translator, else the host's own. */
function published(boxesFromInternet: readonly Middlebox[], host: Host): readonly string[] {
  const translator = boxesFromInternet.find(({ outside }) => outside.length > 0);
  return translator?.outside ?? host.networks.map(({ address }) => address);
}

/** Follows a SYN from one host until it arrives or dies. Boxes change their state on the way, as real ones do. */
export function follow(world: World, from: Side, syn: Syn, note: (by: string) => Note, nowMs: number): Arrival {
  const [here, there] = from === 'client' ? [world.client, world.server] : [world.server, world.client];
  const direction: Direction = from === 'client' ? 'to-server' : 'to-client';
  const own = from === 'client' ? world.near : world.far.toReversed();
  const theirs = from === 'client' ? world.far : world.near.toReversed();
  const oneWayMs = world.rttMs / 2;
  const stranger = (to: Endpoint): boolean => world.strangers.some((address) => sameAddress(address, to.host));

  if (isItself(here, syn.to.host)) return { kind: 'host', side: from, syn, hops: [], oneWayMs: loopbackMs };
  const reachable = published(theirs, there);
  const onLink = here.networks.some((network) => withinPrefix(syn.to.host, network));
  if (onLink && !reachable.some((address) => sameAddress(address, syn.to.host))) {
    return stranger(syn.to) ? error('ECONNREFUSED', 2 * edgeMs) : error('EHOSTUNREACH', arpMs);
  }

  const hops: Hop[] = [];
  let current = syn;
  const pass = (boxes: readonly Middlebox[], boxMs: number): Arrival | null => {
    for (const box of boxes) {
      const ruling = box.syn?.(current, direction, note(box.name), nowMs) ?? { pass: current };
      if (ruling === 'drop') return lost;
      if (ruling === 'intercept') return { kind: 'box', hops, oneWayMs: boxMs };
      if ('refuse' in ruling) return error(ruling.refuse, 2 * boxMs + (ruling.afterMs ?? 0));
      hops.push({ box, flow: current, boxMs });
      current = ruling.pass;
    }
    return null;
  };

  const leaving = pass(own, edgeMs);
  if (leaving !== null) return leaving;
  if (!reachable.some((address) => sameAddress(address, current.to.host))) {
    return stranger(current.to) ? error('ECONNREFUSED', world.rttMs) : lost;
  }
  const arriving = pass(theirs, oneWayMs - edgeMs);
  if (arriving !== null) return arriving;
  if (!owns(there, current.to.host)) return lost;
  return { kind: 'host', side: from === 'client' ? 'server' : 'client', syn: current, hops, oneWayMs };
}
