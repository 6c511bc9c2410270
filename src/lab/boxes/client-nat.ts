import type { Endpoint, PortRange } from '../../model/network.js';
import { formatEndpoint, sameAddress } from '../../protocol/address.js';
import type { Middlebox, Ruling } from '../middlebox.js';
import { translateActive } from './alg.js';

/** A NAT router in front of the client. */
export interface ClientNat {
  readonly name: string;
  readonly outside: string;
  /** Control ports on which PORT and EPRT are translated and a pinhole is opened; none at all without an ALG. */
  readonly algPorts: readonly number[];
  /** What the ALG adds to the port in PORT and EPRT, as one does that finds the port taken; nothing unless given. */
  readonly movesPorts?: number;
  /** Whether the ALG knows PORT only as clients usually write it, without leading zeros. */
  readonly usualFormOnly?: boolean;
  /** Whether connections that the ALG expects may pass the filter behind it; they may unless this is false. */
  readonly related?: boolean;
  /** A second address of the pool, which everything but the control connections leaves from (RFC 4787 REQ-2). */
  readonly dataOutside?: string;
  /** Ports that are forwarded to the client whatever happens. */
  readonly forward?: { readonly ports: PortRange; readonly to: string };
  /** What a connection from outside meets where nothing is forwarded. */
  readonly stray: 'drop' | 'refuse';
}

/** Linux sends the second SYN of a connection after this time (RFC 6298 section 2). */
const secondSynMs = 1000;

const controlPorts = { low: 1, high: 1023 };

function inRange(port: number, { low, high }: PortRange): boolean {
  return port >= low && port <= high;
}

/** Hides the client behind one address. Callbacks of active mode come in only by a pinhole or a forwarded port. */
export function clientNat(options: ClientNat): Middlebox {
  const {
    name,
    outside,
    algPorts,
    dataOutside,
    forward,
    stray,
    movesPorts = 0,
    related = true,
    usualFormOnly = false,
  } = options;
  const pinholes = new Map<number, { readonly from: string; readonly to: Endpoint }>();
  const strayRuling: Ruling = stray === 'drop' ? 'drop' : { refuse: 'ECONNREFUSED' };

  return {
    name,
    outside: dataOutside === undefined ? [outside] : [outside, dataOutside],
    syn({ from, to }, direction, note) {
      if (direction === 'to-server') {
        if (sameAddress(to.host, outside)) return strayRuling;
        const control = inRange(to.port, controlPorts) || algPorts.includes(to.port);
        const host = control ? outside : (dataOutside ?? outside);
        return { pass: { from: { host, port: from.port }, to } };
      }
      const pinhole = pinholes.get(to.port);
      if (pinhole !== undefined && sameAddress(pinhole.from, from.host)) {
        pinholes.delete(to.port);
        if (!related) {
          // The first SYN uses the pinhole up and is dropped; the second meets a router on which nobody listens.
          note(`dropped ${formatEndpoint(from)} behind the pinhole to ${formatEndpoint(pinhole.to)}`);
          return { refuse: 'ECONNREFUSED', afterMs: secondSynMs };
        }
        note(`let ${formatEndpoint(from)} in through the pinhole to ${formatEndpoint(pinhole.to)}`);
        return { pass: { from, to: pinhole.to } };
      }
      if (forward !== undefined && inRange(to.port, forward.ports)) {
        return { pass: { from, to: { host: forward.to, port: to.port } } };
      }
      note(
        `${stray === 'drop' ? 'dropped' : 'refused'} ${formatEndpoint(from)} to port ${to.port}: nothing forwards it`,
      );
      return strayRuling;
    },
    segment({ text, direction, flow }, note) {
      if (direction !== 'to-server' || !algPorts.includes(flow.to.port)) return text;
      if (usualFormOnly && /^PORT (?:\d+,)*0\d/.test(text)) return text;
      const translated = translateActive(text, flow.from.host, outside, movesPorts);
      if (translated === null) return text;
      pinholes.set(translated.port, {
        from: flow.to.host,
        to: { host: flow.from.host, port: translated.port - movesPorts },
      });
      note(`rewrote "${translated.was}" to "${translated.is}" and opened a pinhole`);
      return translated.text;
    },
  };
}
