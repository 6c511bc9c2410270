import type { Attempt, Observations } from '../model/observations.js';
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
  /** Whether any passive port of the control peer opened; `null` when none was tried. */
  readonly peerOpen: boolean | null;
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
  const samples = peerSamples(o);
  return {
    attempt,
    advertised: attempt.advertised.host,
    port: attempt.advertised.port,
    peer: remote.host,
    replaced,
    overPeer: o.attempts.find(({ experiment }) => experiment === 'passive-pasv-peer') ?? null,
    peerOpen: samples.length === 0 ? null : samples.some(({ open }) => open),
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

/** What the pair "the address of the 227, the control peer" showed; `works` is `null` where the peer was not tried. */
export function pairing(found: Announcement): { text: string; works: boolean | null } {
  const { overPeer, peerOpen, attempt } = found;
  const peer = nameOf(found.peer);
  if (found.replaced && attempt.reached === 'completed') {
    return { text: `Over ${peer} the data came: only the address is wrong.`, works: true };
  }
  if (overPeer?.reached === 'completed') {
    return {
      text: `A fresh PASV, connected to ${peer} instead, listed the directory: only the address is wrong.`,
      works: true,
    };
  }
  if (peerOpen === true) return { text: `A passive port on ${peer} itself accepts connections.`, works: true };
  if (peerOpen === false) {
    return {
      text: `The passive ports tried on ${peer} itself do not open either: the range is closed too.`,
      works: false,
    };
  }
  return { text: `Whether the same port answers on ${peer} was not tried.`, works: null };
}
