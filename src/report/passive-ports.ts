import type { PortRange } from '../model/network.js';
import type { PortSample, Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { count, list, peerSamples } from '../rules/facts.js';
import { inspectedPorts } from '../rules/inspected-ports.js';
import { spreadOf, type PortSpread } from '../rules/port-spread.js';

type PassivePorts = NonNullable<Report['passivePorts']>;

/** Linux keeps a closed port in TIME_WAIT for 60 s (TCP_TIMEWAIT_LEN), whatever is set. */
const timeWaitSeconds = 60;
/** More ports than this are enough for any server that was asked about. */
const plenty = 1000;

function uncertainty({ order, ports, min, max, estimate, widest }: PortSpread): string | null {
  const seen = count(new Set(ports).size, 'different port');
  switch (order) {
    case null:
      return `${count(ports.length, 'port')} seen: too few to tell the order or the ends of the range (--samples 12 asks for more).`;
    case 'fixed':
      return `${ports.length} times the same port: the range has one port, or the server hands out what is free first.`;
    case 'sequential':
      return 'Ports in order show where the server is in its range, not where the range ends.';
    case 'random':
      return `Estimated from ${seen} between ${min} and ${max}: about ${(estimate?.high ?? max) - (estimate?.low ?? min) + 1} ports; a range of up to ${widest ?? 0} would still give ports this close together in one case of twenty.`;
  }
}

/** Ports of which every connect failed, while most others opened: dead ones in a range that lives. */
function deadPorts(samples: readonly PortSample[]): number[] {
  const open = new Set(samples.filter((one) => one.open).map(({ port }) => port));
  const closed = new Set(samples.filter((one) => !one.open && !open.has(one.port)).map(({ port }) => port));
  return closed.size < open.size ? [...closed].sort((a, b) => a - b) : [];
}

/** Ports named, or within the estimated range, that devices treat as another protocol. */
function intercepted({ ports, estimate }: PortSpread): PassivePorts['intercepted'] {
  return Object.entries(inspectedPorts)
    .map(([port, protocol]) => ({ port: Number(port), protocol }))
    .filter(({ port }) => ports.includes(port) || (estimate !== null && port >= estimate.low && port <= estimate.high));
}

/** The ports outside a range, each once, the lowest first. */
export function outsideOf({ low, high }: PortRange, ports: readonly number[]): number[] {
  return [...new Set(ports.filter((port) => port < low || port > high))].sort((a, b) => a - b);
}

function contradiction({ ports }: PortSpread, { target }: Observations): string | null {
  const { expectRange } = target.assertions;
  if (expectRange === null) return null;
  const outside = outsideOf(expectRange, ports);
  if (outside.length === 0) return null;
  return `Expected ${expectRange.low} to ${expectRange.high}, but the server named ${list(outside.map(String))}: it uses another range than the firewall was told.`;
}

/** How many transfers the range carries, in words; `null` where its size is not known or ample. */
function capacity({ order, estimate }: PortSpread): string | null {
  if (estimate === null) return null;
  const ports = estimate.high - estimate.low + 1;
  if (ports > plenty) return null;
  const many = order === 'fixed' ? 'One port carries one transfer' : `About ${ports} ports carry ${ports} transfers`;
  return `${many} at a time over all clients. Where the server does not reuse a port in TIME_WAIT (${timeWaitSeconds} s on Linux) that is ${order === 'fixed' ? 'one' : `about ${ports}`} a minute; take at least ten ports for each client that transfers at the same time.`;
}

/** What the passive ports that the server named, and the connects to them, tell; `null` where it named none. */
export function passivePorts(o: Observations): Report['passivePorts'] {
  const spread = spreadOf(o);
  if (spread === null) return null;
  const { ports, min, max, order, estimate } = spread;
  const tried = peerSamples(o);
  return {
    samples: [...ports],
    min,
    max,
    order,
    estimatedRange: estimate === null || order !== 'random' ? null : [estimate.low, estimate.high],
    uncertainty: uncertainty(spread),
    reachable: tried.filter(({ open }) => open).length,
    tried: tried.length,
    deadPorts: deadPorts(tried),
    intercepted: intercepted(spread),
    contradiction: contradiction(spread, o),
    capacity: capacity(spread),
  };
}
