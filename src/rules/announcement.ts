import type { Attempt, Observations, PortSample } from '../model/observations.js';
import { classify, isInternal, sameAddress, withinPrefix } from '../protocol/address.js';
import { listingOf, peerSamples } from './facts.js';

/** The ways in which a 227 can name a wrong address; each has a rule of its own, and one fault gets one of them. */
export type WrongAddress =
  | 'pasv-address-is-client'
  | 'pasv-address-loopback'
  | 'pasv-address-unspecified'
  | 'pasv-address-shadows-lan'
  | 'pasv-address-private'
  | 'pasv-address-other-host';

/** A 227 that names another address than the control peer, and what is known of both. */
export interface Announcement {
  readonly attempt: Attempt;
  readonly advertised: string;
  readonly port: number;
  readonly peer: string;
  /** Whether the client connected elsewhere by itself, as some do that distrust the 227. */
  readonly replaced: boolean;
  /** The listing over the control peer, by a fresh PASV; `null` when it was not tried. */
  readonly overPeer: Attempt | null;
  /** Passive ports of the control peer that were tried. */
  readonly atPeer: readonly PortSample[];
}

/** Whether the data connection went to another address than the 227 named. */
function isReplaced({ used, advertised }: Attempt): boolean {
  return used !== null && advertised !== null && !sameAddress(used.host, advertised.host);
}

/** Whether this was recorded between the server and its NAT: what goes to the outside address arrives here at another. */
export function insideNat({ origin, control: { remote } }: Observations): boolean {
  return origin !== null && (remote === null || remote.host === '' || isInternal(remote.host));
}

/**
 * The PASV listing, where its 227 names another address than the control peer's and did not lead to a listing. The
 * `peer` is empty where a log does not show it.
 */
export function announcementOf(o: Observations): Announcement | null {
  const attempt = listingOf(o, 'PASV');
  const { remote } = o.control;
  if (attempt?.advertised == null || remote === null) return null;
  const replaced = isReplaced(attempt);
  if (attempt.reached === 'completed' && (!replaced || insideNat(o))) return null;
  if (sameAddress(attempt.advertised.host, remote.host)) return null;
  return {
    attempt,
    advertised: attempt.advertised.host,
    port: attempt.advertised.port,
    peer: remote.host,
    replaced,
    overPeer: o.attempts.find(({ experiment }) => experiment === 'passive-pasv-peer') ?? null,
    atPeer: peerSamples(o),
  };
}

/** Which kind of wrong address the 227 names. */
export function kindOf(o: Observations, { advertised, peer }: Announcement): WrongAddress {
  const { local, seenAs } = o.control;
  const { scope } = classify(advertised);
  if (scope === 'unspecified' || scope === 'this-network') return 'pasv-address-unspecified';
  if (local !== null && sameAddress(advertised, local.host)) return 'pasv-address-is-client';
  if (seenAs !== null && sameAddress(advertised, seenAs.host)) return 'pasv-address-is-client';
  if (scope === 'loopback') return 'pasv-address-loopback';
  if (!isInternal(advertised)) return 'pasv-address-other-host';
  const shadowed = o.localNetworks.some(
    (network) =>
      classify(network.address).scope !== 'loopback' &&
      network.prefixLength > 0 &&
      withinPrefix(advertised, network) &&
      !withinPrefix(peer, network),
  );
  return shadowed ? 'pasv-address-shadows-lan' : 'pasv-address-private';
}

/** The control peer by its address, where it is known. */
export const nameOf = (peer: string): string => (peer === '' ? 'the control peer' : peer);

/** What the pair "the address of the 227, the control peer" showed. */
interface Pairing {
  readonly text: string;
  /** `null` where the peer was not tried. */
  readonly works: boolean | null;
  readonly events: readonly number[];
}

export function pairing(found: Announcement): Pairing {
  const { overPeer, atPeer, attempt } = found;
  const peer = nameOf(found.peer);
  if (found.replaced && attempt.reached === 'completed') {
    return { text: `Over ${peer} the data came: only the address is wrong.`, works: true, events: attempt.events };
  }
  const tried = overPeer?.events ?? [];
  if (overPeer?.reached === 'completed') {
    const text = `A fresh PASV, connected to ${peer} instead, listed the directory: only the address is wrong.`;
    return { text, works: true, events: tried };
  }
  const [open] = atPeer.filter((one) => one.open);
  if (open !== undefined) {
    const accepts = `A passive port on ${peer} itself accepts connections`;
    if (overPeer?.failure?.during !== 'connect') return { text: `${accepts}.`, works: true, events: open.events };
    const text = `${accepts}, but not the one of a fresh PASV: either the range is partly open, or a firewall opens only ports whose 227 names the address that it expects.`;
    return { text, works: true, events: [...open.events, ...tried] };
  }
  if (atPeer.length > 0) {
    const text = `The passive ports tried on ${peer} itself do not open either: the range is closed too.`;
    return { text, works: false, events: tried };
  }
  return { text: `Whether the same port answers on ${peer} was not tried.`, works: null, events: [] };
}

/** Whether a client that puts the address of the control connection in the place of the one in 227 is still no better off. */
export function deadAtPeerToo({ attempts }: Observations): boolean {
  return attempts.some(
    ({ experiment, failure }) => experiment === 'passive-pasv-peer' && failure?.during === 'connect',
  );
}
