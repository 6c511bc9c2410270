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

/** Whether all these refusals came from nearer than the server: `near`, `far`, or `null` where that cannot be told. */
export function refusedWhere(o: Observations, refused: readonly PortSample[]): 'near' | 'far' | null {
  if (refused.length === 0) return null;
  const near = nearerThanServer(o, Math.max(...refused.map(({ tookMs }) => tookMs)));
  return near === null ? null : near ? 'near' : 'far';
}
