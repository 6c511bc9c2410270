import type { Observations, PortSample } from '../model/observations.js';
import { classify, withinPrefix } from '../protocol/address.js';

/** Below this round-trip time the origin of a refusal cannot be told by its speed. */
const leastRttMs = 5;

/**
 * Whether refusals came from nearer than the server (path-catalogue X11: a RST faster than half the round-trip time):
 * `near`, `far`, or `null` where the round-trip time is too short to tell.
 */
export function refusedWhere(o: Observations, refused: readonly PortSample[]): 'near' | 'far' | null {
  const { rttMs, remote } = o.control;
  if (rttMs === null || rttMs < leastRttMs || refused.length === 0 || remote === null) return null;
  // On this machine or its own link nothing can stand nearer than the server; such times are those of a busy host.
  const onLink = o.localNetworks.some((network) => network.prefixLength > 0 && withinPrefix(remote.host, network));
  if (onLink || classify(remote.host).scope === 'loopback') return null;
  return Math.max(...refused.map(({ tookMs }) => tookMs)) < rttMs / 2 ? 'near' : 'far';
}
