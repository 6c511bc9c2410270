import type { PortRange } from '../model/network.js';
import type { Observations } from '../model/observations.js';
import { leastPorts, passivePortsNamed, sequential } from './port-order.js';

/** What the passive ports that a server named say about the range it draws from. */
export interface PortSpread {
  /** In the order in which they were named. */
  readonly ports: readonly number[];
  readonly min: number;
  readonly max: number;
  /** `null` where there are too few ports to tell. */
  readonly order: 'random' | 'sequential' | 'fixed' | null;
  /** The likeliest range; `null` where the ends cannot be estimated. */
  readonly estimate: PortRange | null;
  /** The most ports that a range may have and still give ports this close together in one of twenty cases. */
  readonly widest: number | null;
}

const portCount = 65_535;
const sureOf = 0.95;

/**
 * The share of a uniform range that n draws span with a probability of 1 - sureOf or less: the root of
 * n x^(n-1) - (n-1) x^n, the distribution of the span of a uniform sample.
 */
function leastShare(n: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const x = (low + high) / 2;
    if (n * x ** (n - 1) - (n - 1) * x ** n < 1 - sureOf) low = x;
    else high = x;
  }
  return low;
}

function orderOf(ports: readonly number[]): PortSpread['order'] {
  if (ports.length < leastPorts) return null;
  if (new Set(ports).size === 1) return 'fixed';
  return sequential(ports) ? 'sequential' : 'random';
}

/**
 * Reads the passive ports the server named; `null` where it named none. For ports at random the estimate widens the
 * observed range by the mean gap at each end, the usual estimate for the ends of a uniform distribution.
 */
export function spreadOf(o: Observations): PortSpread | null {
  const ports = passivePortsNamed(o);
  if (ports.length === 0) return null;
  const [min, max] = [Math.min(...ports), Math.max(...ports)];
  const order = orderOf(ports);
  const distinct = new Set(ports).size;
  if (order !== 'random') {
    const fixed = order === 'fixed' ? { low: min, high: max } : null;
    return { ports, min, max, order, estimate: fixed, widest: fixed === null ? null : 1 };
  }
  const gap = Math.ceil((max - min) / Math.max(1, distinct - 1));
  return {
    ports,
    min,
    max,
    order,
    estimate: { low: Math.max(1, min - gap), high: Math.min(portCount, max + gap) },
    widest: Math.min(portCount, Math.ceil((max - min) / leastShare(distinct))),
  };
}
