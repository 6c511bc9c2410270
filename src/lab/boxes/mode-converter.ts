import type { Endpoint } from '../../model/network.js';
import { formatPort } from '../../protocol/active.js';
import { formatEndpoint } from '../../protocol/address.js';
import type { Middlebox } from '../middlebox.js';

/** An ALG in proxy mode: it takes the client's passive data connections itself, and has the server call. */
export interface ModeConverter {
  readonly name: string;
  /** The control port that it reads. */
  readonly port: number;
  /** Where the client's data connections end, and where it tells the server to call. */
  readonly own: Endpoint;
}

/** Turns PASV into PORT on the way to the server, and the reply to it into a 227 of its own. */
export function modeConverter({ name, port, own }: ModeConverter): Middlebox {
  const sextet = [...own.host.split('.'), own.port >> 8, own.port & 255].join(',');
  const asked = new Set<string>();
  return {
    name,
    outside: [],
    syn: (syn, direction) =>
      direction === 'to-server' && syn.to.host === own.host && syn.to.port === own.port ? 'intercept' : { pass: syn },
    segment({ text, direction, flow }, note) {
      if (flow.to.port !== port) return text;
      const session = formatEndpoint(flow.from);
      if (direction === 'to-server' && /^PASV\r\n/i.test(text)) {
        asked.add(session);
        note('asks the server to call instead of PASV');
        return `${formatPort(own)}\r\n`;
      }
      if (direction === 'to-client' && asked.delete(session) && text.startsWith('200')) {
        note('answers PASV itself');
        return `227 Entering Passive Mode (${sextet})\r\n`;
      }
      return text;
    },
  };
}
