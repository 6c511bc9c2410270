/** One control connection of the idle ladder: how long it rests, and what crosses the path meanwhile. */
export interface Rest {
  /** Names its lane. */
  readonly name: string;
  readonly restMs: number;
  readonly kept: 'nothing' | 'tcp' | 'noop';
}

/** Seconds after which middleboxes are known to forget, and times between them. */
const usualRungs = [30, 60, 120, 240, 300, 350, 400, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 14_400, 28_800];
/** Below this limit the usual rungs are too few. */
const shortMs = 120_000;
/** As often as careful clients do it; sockets count keepalives in whole seconds. */
const usualEveryMs = 20_000;
const leastEveryMs = 1000;

/** The rungs up to a limit, the shortest first: the usual ones, or for a short limit its quarter, its half and itself. */
export function rungsUpTo(limitMs: number): readonly number[] {
  if (limitMs < shortMs) return [limitMs / 4, limitMs / 2, limitMs];
  return [...usualRungs.map((seconds) => seconds * 1000).filter((ms) => ms < limitMs), limitMs];
}

/** How often something crosses the path of the connections that are kept alive. */
export function keptEveryMs(limitMs: number): number {
  const [shortest = limitMs] = rungsUpTo(limitMs);
  return Math.max(leastEveryMs, Math.min(usualEveryMs, Math.floor(shortest / 2000) * 1000));
}

/** Everything to try: what is kept alive for the whole time first, then the rungs, the longest first. */
export function restsUpTo(limitMs: number): readonly Rest[] {
  const rungs = rungsUpTo(limitMs).map((ms): Rest => ({ name: `${ms / 1000}s`, restMs: ms, kept: 'nothing' }));
  const kept: readonly Rest[] = [
    { name: 'tcp-keepalive', restMs: limitMs, kept: 'tcp' },
    { name: 'noop', restMs: limitMs, kept: 'noop' },
  ];
  return [...kept, ...rungs.reverse()];
}

/**
 * Deals the rests out to as many connections at a time as the server admits: the first one each, every other one to
 * whoever is free first. In each share rungs go up: a server that does not notice that a connection was forgotten
 * counts it for long, and may admit no other in its place.
 */
export function deal(rests: readonly Rest[], width: number): readonly (readonly Rest[])[] {
  const shares = rests.slice(0, width).map((rest) => [rest]);
  for (const rest of rests.slice(width)) {
    const busy = (share: readonly Rest[]): number => share.reduce((sum, { restMs }) => sum + restMs, 0);
    shares.toSorted((a, b) => busy(a) - busy(b))[0]?.push(rest);
  }
  const height = ({ kept, restMs }: Rest): number => (kept === 'nothing' ? restMs : 0);
  return shares.map((share) => share.toSorted((a, b) => height(a) - height(b)));
}
