import type { Observations, PortSample } from '../model/observations.js';
import { eventsOf, peerSamples } from './facts.js';

/** The passive ports of the control peer by what became of the connects to them. */
export interface Census {
  readonly samples: readonly PortSample[];
  /** Distinct ports, in rising order. */
  readonly open: readonly number[];
  readonly closed: readonly number[];
  /** One boundary splits the ports: all open ones lie on one side of all closed ones. */
  readonly split: boolean;
  readonly openEvents: readonly number[];
  readonly closedEvents: readonly number[];
}

/** Distinct ports in rising order. */
export function distinctPorts(samples: readonly PortSample[]): number[] {
  return [...new Set(samples.map(({ port }) => port))].sort((a, b) => a - b);
}

/** Counts the connects to passive ports of the control peer. */
export function censusOf(o: Observations): Census {
  const samples = peerSamples(o);
  const opened = samples.filter((one) => one.open);
  const shut = samples.filter((one) => !one.open);
  const [open, closed] = [distinctPorts(opened), distinctPorts(shut)];
  const split =
    open.length > 0 &&
    closed.length > 0 &&
    (Math.max(...open) < Math.min(...closed) || Math.max(...closed) < Math.min(...open));
  return { samples, open, closed, split, openEvents: eventsOf(opened), closedEvents: eventsOf(shut) };
}

/** Ports that were open once and closed another time. */
export function varyingPorts(samples: readonly PortSample[]): number[] {
  const outcomes = new Map<number, Set<boolean>>();
  for (const { port, open } of samples) outcomes.set(port, (outcomes.get(port) ?? new Set()).add(open));
  return [...outcomes].filter(([, seen]) => seen.size === 2).map(([port]) => port);
}

/** How many ports that one command named opened, and how many did not. */
export function opensBy(o: Observations, mode: 'PASV' | 'EPSV'): { open: number; closed: number; events: number[] } {
  const samples = peerSamples(o).filter((one) => one.mode === mode);
  const open = samples.filter((one) => one.open).length;
  return { open, closed: samples.length - open, events: eventsOf(samples) };
}
