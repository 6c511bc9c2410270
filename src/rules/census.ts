import type { Observations, PortSample } from '../model/observations.js';
import type { Judgement } from '../model/rule.js';
import { eventsOf, peerSamples } from './facts.js';
import { absent, notApplicable } from './rule.js';

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

/** Fewer connects than this, all of them open, exclude nothing that shows only now and then. */
const few = 4;

/**
 * What the connects that opened say against a cause that stops some of them: nothing where they are few, or where ports on
 * which nobody listens open as well.
 */
export function allOpened(o: Observations): Judgement {
  return peerSamples(o).length < few || o.strays.some(({ open }) => open)
    ? notApplicable
    : absent('every connect to a passive port opened');
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

/**
 * Whether open and closed ports take turns more often than the ends of a range would have it. A range that is open in part
 * has one boundary or two; more are left to chance. Not where a port was open once and closed another time, which says more.
 */
export function alternates({ open, closed }: Census): boolean {
  if (closed.some((port) => open.includes(port))) return false;
  const ports = [...open, ...closed].sort((a, b) => a - b);
  const boundaries = ports.filter((port, at) => at > 0 && open.includes(port) !== open.includes(ports[at - 1] ?? 0));
  return boundaries.length > 2;
}

/** The experiment that asks once more when the server has had a rest. */
export const afterRest = 'passive-ports-again';

/** The connects to the control peer after the rest. */
export function restedSamples(o: Observations): readonly PortSample[] {
  return peerSamples(o).filter(({ experiment }) => experiment === afterRest);
}

/** Whether the first connects, and only they, succeeded: a limit makes that pattern as well as a boundary in the range. */
export function firstOnly(o: Observations): boolean {
  const ordered = [...peerSamples(o)].sort((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0));
  const firstShut = ordered.findIndex(({ open }) => !open);
  return firstShut > 0 && ordered.findLastIndex(({ open }) => open) < firstShut;
}

/**
 * The first connects succeeded, the later ones did not, and after a rest it began anew, although no boundary in the
 * range tells the ports apart: what counts is how many came before.
 */
export function opensAgain(o: Observations): boolean {
  const before = { ...o, samples: o.samples.filter(({ experiment }) => experiment !== afterRest) };
  return firstOnly(before) && restedSamples(o)[0]?.open === true && !censusOf(o).split;
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
