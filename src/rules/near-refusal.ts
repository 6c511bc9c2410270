import type { Observations, PortSample } from '../model/observations.js';

/** Below this round-trip time the origin of a refusal cannot be told by its speed. */
const leastRttMs = 5;

/**
 * Whether refusals came from nearer than the server (path-catalogue X11: a RST faster than half the round-trip time):
 * `near`, `far`, or `null` where the round-trip time is too short to tell.
 */
export function refusedWhere({ control }: Observations, refused: readonly PortSample[]): 'near' | 'far' | null {
  const { rttMs } = control;
  if (rttMs === null || rttMs < leastRttMs || refused.length === 0) return null;
  return Math.min(...refused.map(({ tookMs }) => tookMs)) < rttMs / 2 ? 'near' : 'far';
}
