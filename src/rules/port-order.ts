import type { Observations } from '../model/observations.js';

/** Needs this many ports before an order is more than chance. */
export const leastPorts = 4;

/** The passive ports the server named, in the order in which it named them. */
export function passivePortsNamed(o: Observations): number[] {
  const named = o.attempts.flatMap(({ mode, advertised, setup }) =>
    (mode === 'PASV' || mode === 'EPSV') && advertised !== null
      ? [{ port: advertised.port, at: setup?.events.at(-1) ?? 0 }]
      : [],
  );
  const sampled = o.samples
    .filter(({ experiment }) => experiment === 'passive-ports')
    .map(({ port, events }) => ({ port, at: events[0] ?? 0 }));
  return [...named, ...sampled].sort((a, b) => a.at - b.at).map(({ port }) => port);
}

/** Whether each port is only a little above the one before; one exception is allowed for the wrap at the end. */
export function sequential(ports: readonly number[]): boolean {
  const steps = ports.slice(1).map((port, index) => port - (ports[index] ?? 0));
  return steps.length > 0 && steps.filter((step) => step >= 1 && step <= 3).length >= steps.length - 1;
}
