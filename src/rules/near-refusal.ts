import type { Observations, PortSample } from '../model/observations.js';
import { classify, withinPrefix } from '../protocol/address.js';

/** Below this round-trip time the origin of a refusal cannot be told by its speed. */
const leastRttMs = 5;

/**
 * Whether an answer came from nearer than the server, faster than half the round-trip time; `null` where that time is too
 * short to tell.
 */
export function nearerThanServer(o: Observations, tookMs: number): boolean | null {
  const { rttMs, remote } = o.control;
  if (rttMs === null || rttMs < leastRttMs || remote === null) return null;
  // On this machine or its own link nothing can stand nearer than the server; such times are those of a busy host.
  const onLink = o.localNetworks.some((network) => network.prefixLength > 0 && withinPrefix(remote.host, network));
  if (onLink || classify(remote.host).scope === 'loopback') return null;
  return tookMs < rttMs / 2;
}

/**
 * After this a refusal may be the answer to a second SYN, sent a second after the first (RFC 6298 section 2). Hosts limit
 * how many ICMP errors they send (RFC 1812 section 4.3.2.8), so that such times tell nothing of the way.
 */
const secondSynMs = 900;

/** A busy host makes times longer, never shorter: of fewer refusals than this all may be late by chance. */
const leastFar = 4;

/**
 * From where these refusals came: `near` where most were faster than the server can be, `far` where none of several was;
 * `null` where that cannot be told.
 */
export function refusedWhere(o: Observations, refused: readonly PortSample[]): 'near' | 'far' | null {
  const timed = refused.flatMap(({ tookMs }) => (tookMs < secondSynMs ? [nearerThanServer(o, tookMs)] : []));
  if (timed.length === 0 || timed.includes(null)) return null;
  const near = timed.filter((one) => one === true).length;
  if (near === 0) return timed.length < leastFar ? null : 'far';
  return near * 2 > timed.length ? 'near' : null;
}
