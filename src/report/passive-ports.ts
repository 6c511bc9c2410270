import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { peerSamples } from '../rules/facts.js';

type PassivePorts = NonNullable<Report['passivePorts']>;

/** Needs this many ports before an order or a range is more than chance. */
const leastPorts = 4;

function orderOf(ports: readonly number[]): PassivePorts['order'] {
  if (ports.length < leastPorts) return null;
  if (new Set(ports).size === 1) return 'fixed';
  const steps = ports.slice(1).map((port, index) => port - (ports[index] ?? 0));
  return steps.filter((step) => step >= 1 && step <= 3).length >= steps.length - 1 ? 'sequential' : 'random';
}

/**
 * The passive ports the server named, in the order in which it named them. The estimated range widens the observed one
 * by the mean gap at each end, the usual estimate for the ends of a uniform distribution.
 */
export function passivePorts(o: Observations): Report['passivePorts'] {
  const named = o.attempts.flatMap(({ mode, advertised, events, experiment }) =>
    (mode === 'PASV' || mode === 'EPSV') && advertised !== null && experiment !== 'passive-ports'
      ? [{ port: advertised.port, at: events[0] ?? 0 }]
      : [],
  );
  const sampled = o.samples
    .filter(({ experiment }) => experiment === 'passive-ports')
    .map(({ port, events }) => ({ port, at: events[0] ?? 0 }));
  const samples = [...named, ...sampled].sort((a, b) => a.at - b.at).map(({ port }) => port);
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
