import { TLSSocket } from 'node:tls';
import { issue } from '../../support/certificates.js';
import type { Behaviour, Behaviours } from '../hostile-server.js';
import { flood, stalling } from '../streams.js';

const { keyPem: key, certificate: cert } = issue({ subject: 'hostile.example' });
export const implicit = ['--tls', 'implicit', '--tls-insecure'];
const explicit = ['--tls', 'explicit', '--tls-insecure'];
/** The writes of a server during handshake, greeting and login; each holds one record or more. */
const writes = [0, 1, 2, 3, 4, 5, 6, 8];

const stalls = (purpose: 'control' | 'data', counts: readonly number[]): Behaviours =>
  Object.fromEntries(
    counts.map((count): [string, Behaviour] => [
      `speaks TLS and stalls at record ${count} of the ${purpose} connection`,
      {
        wrap: (socket, of): TLSSocket =>
          new TLSSocket(of === purpose ? stalling(socket, count) : socket, { isServer: true, key, cert }),
        argv: implicit,
      },
    ]),
  );

/** TLS that stalls, lies or is none. */
export const tls: Behaviours = {
  'speaks TLS as it should': {
    wrap: (socket) => new TLSSocket(socket, { isServer: true, key, cert }),
    argv: implicit,
    harmless: true,
  },
  ...stalls('control', writes),
  ...stalls('data', writes.slice(0, 3)),
  'accepts AUTH TLS and says nothing more': {
    hear: ({ say }, { verb }, usual) => {
      if (verb === 'AUTH') say('234 go on');
      else if (verb !== '') usual();
    },
    argv: explicit,
  },
  'accepts AUTH TLS and floods in clear': {
    hear: ({ say, stream }, { verb }) => {
      if (verb === 'AUTH') {
        say('234 go on');
        flood(stream, '230 no need\r\n');
      }
    },
    argv: explicit,
  },
  'answers the ClientHello with records of the largest size': {
    greet: ({ stream }) => {
      flood(stream, Buffer.concat([Buffer.from([22, 3, 3, 0x40, 0]), Buffer.alloc(0x4000)]));
    },
    argv: implicit,
  },
  'slips a reply in before the handshake': {
    hear: ({ say }, { verb }, usual) => {
      if (verb === 'AUTH') {
        say('234 go on');
        say('230 welcome');
      } else usual();
    },
    argv: explicit,
  },
};
