import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { peerSamples } from '../rules/facts.js';
import { leastPorts, passivePortsNamed, sequential } from '../rules/port-order.js';

type PassivePorts = NonNullable<Report['passivePorts']>;

function orderOf(ports: readonly number[]): PassivePorts['order'] {
  if (ports.length < leastPorts) return null;
  if (new Set(ports).size === 1) return 'fixed';
  return sequential(ports) ? 'sequential' : 'random';
}

/**
 * The passive ports the server named, in the order in which it named them. The estimated range widens the observed one
 * by the mean gap at each end, the usual estimate for the ends of a uniform distribution.
 */
export function passivePorts(o: Observations): Report['passivePorts'] {
  const samples = passivePortsNamed(o);
  if (samples.length === 0) return null;
  const min = Math.min(...samples);
  const max = Math.max(...samples);
  const order = orderOf(samples);
  const gap = Math.ceil((max - min) / Math.max(1, new Set(samples).size - 1));
  const tried = peerSamples(o);
  return {
    samples,
    min,
    max,
    order,
    estimatedRange: order === 'random' ? [Math.max(1, min - gap), Math.min(65535, max + gap)] : null,
    reachable: tried.filter(({ open }) => open).length,
    tried: tried.length,
  };
}
