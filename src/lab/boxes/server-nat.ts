import type { PortRange } from '../../model/network.js';
import { formatEndpoint, sameAddress } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';
import { translatePassive } from './alg.js';

/** A NAT router in front of the server. */
export interface ServerNat {
  readonly name: string;
  readonly outside: string;
  readonly inside: string;
  /** Ports forwarded to the same port inside. */
  readonly forward: readonly PortRange[];
  /** Control ports on which 227 is translated and the port it names is opened. */
  readonly algPorts: readonly number[];
  /** The address that every client gets on the inside, as behind a proxy; clients keep theirs unless it is given. */
  readonly hidesClientsAs?: string;
  /** What a connection to any other port meets. */
  readonly stray: 'drop' | 'refuse';
}

/** Publishes a server that stands on a private network, under another address. */
export function serverNat(options: ServerNat): Middlebox {
  const { name, outside, inside, forward, algPorts, stray, hidesClientsAs } = options;
  const pinholes = new Set<number>();

  return {
    name,
    outside: [outside],
    syn({ from, to }, direction, note) {
      if (direction === 'to-client') return { pass: { from: { host: outside, port: from.port }, to } };
      const pinhole = pinholes.delete(to.port);
      if (pinhole || forward.some(({ low, high }) => to.port >= low && to.port <= high)) {
        const source = { host: hidesClientsAs ?? from.host, port: from.port };
        return { pass: { from: source, to: { host: inside, port: to.port } } };
      }
      note(`${stray === 'drop' ? 'dropped' : 'refused'} ${formatEndpoint(from)} to port ${to.port}: not forwarded`);
      return stray === 'drop' ? 'drop' : { refuse: 'ECONNREFUSED' };
    },
    segment({ text, direction, flow }, note) {
      // The ALG knows a control connection by the port that the client dialled.
      if (direction !== 'to-client' || !algPorts.includes(flow.to.port) || !sameAddress(flow.to.host, outside))
        return text;
      const translated = translatePassive(text, inside, outside);
      if (translated === null) return text;
      pinholes.add(translated.port);
      const did = translated.is === translated.was ? 'read' : `rewrote "${translated.was}" to`;
      note(`${did} "${translated.is}" and opened port ${translated.port}`);
      return translated.text;
    },
  };
}
