import { parsePassiveReply } from '../../protocol/passive.js';
import { formatEndpoint } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';

/**
 * A firewall that lets connections out to control ports only. Its ALG opens the port that a 227 names, once; it has never
 * heard of 229. Connections from outside pass.
 */
export function egressFirewall({
  name,
  ports,
}: {
  readonly name: string;
  readonly ports: readonly number[];
}): Middlebox {
  const pinholes = new Set<number>();
  return {
    name,
    outside: [],
    syn(syn, direction, note) {
      const { to, from } = syn;
      if (direction === 'to-client' || ports.includes(to.port) || pinholes.delete(to.port)) return { pass: syn };
      note(`dropped ${formatEndpoint(from)} for ${formatEndpoint(to)}`);
      return 'drop';
    },
    segment({ text, direction, flow }, note) {
      const line = text.split('\r\n', 1)[0] ?? '';
      if (direction !== 'to-client' || !ports.includes(flow.to.port) || !line.startsWith('227 ')) return text;
      const parsed = parsePassiveReply('PASV', { code: 227, lines: [line] });
      if (parsed.ok) {
        pinholes.add(parsed.endpoint.port);
        note(`read "${line}" and opened a pinhole`);
      }
      return text;
    },
  };
}
