import type { Opening } from '../knowledge/firewalls/firewall.js';
import type { Observations } from '../model/observations.js';
import type { PortRange } from '../model/network.js';
import { isInternal } from '../protocol/address.js';
import { spreadOf } from './port-spread.js';

/** A range to choose where the one in use is not known well: small, and easy to remember. */
const example: PortRange = { low: 50_000, high: 50_100 };
/** Nobody opens more than this many ports by hand for one server. */
const mostPorts = 2000;
const step = 50;

/**
 * The range to name in a repair: the one the user expects, else the one the server seems to use where that is small and
 * known well enough, else an example to set at the server and in the firewall alike.
 */
export function rangeToOpen(o: Observations): { readonly range: PortRange; readonly seen: boolean } {
  const { expectRange } = o.target.assertions;
  if (expectRange !== null) return { range: expectRange, seen: true };
  const spread = spreadOf(o);
  // Ports in order tell neither end of the range, and yet what was named is more to go by than an example.
  if (spread === null || (spread.estimate === null && spread.order !== 'sequential'))
    return { range: example, seen: false };
  // Round ends: server and firewall are set to them alike, and people remember them.
  const low = Math.floor(spread.min / step) * step;
  const high = Math.ceil(spread.max / step) * step;
  return high - low > mostPorts || low < 1024 ? { range: example, seen: false } : { range: { low, high }, seen: true };
}

/** The server's own address behind its NAT, as far as the server disclosed it. */
function insideOf(o: Observations): string | null {
  const announced = o.attempts.find(({ mode, advertised }) => mode === 'PASV' && advertised !== null)?.advertised?.host;
  const { remote, serverInside } = o.control;
  const told = [...serverInside.map(({ host }) => host), ...(announced === undefined ? [] : [announced])];
  return told.find((host) => isInternal(host) && !isInternal(remote?.host ?? '')) ?? null;
}

/** Whether the server stands behind a NAT, by its own words. */
export function behindNat(o: Observations): boolean {
  return insideOf(o) !== null;
}

/** The control port alone. */
export function controlOpening({ target: { host, port } }: Observations): Opening {
  return { range: { low: port, high: port }, outside: host, inside: 'INSIDE.SERVER' };
}

/** What a firewall has to let pass, with the observed addresses and ports. */
export function openingOf(o: Observations): Opening {
  const outside = o.control.remote?.host;
  return {
    range: rangeToOpen(o).range,
    outside: outside === undefined || outside === '' ? 'SERVER' : outside,
    inside: insideOf(o) ?? 'INSIDE.SERVER',
  };
}
