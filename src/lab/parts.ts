import type { LocalNetwork } from '../model/network.js';
import type { Target } from '../model/target.js';
import { clientNat, type ClientNat } from './boxes/client-nat.js';
import { serverNat, type ServerNat } from './boxes/server-nat.js';
import { ftpServer } from './ftp/server.js';
import type { FtpSetup } from './ftp/setup.js';
import type { Middlebox } from './middlebox.js';
import { vsftpd } from './personalities/vsftpd.js';
import type { Service } from './service.js';
import type { World } from './world.js';

/** Addresses that the scenarios share: documentation addresses (RFC 5737, RFC 3849) where a network is public. */
export const addresses = {
  /** A client behind a home router, and the router's address outside. */
  lanClient: '192.168.1.100',
  clientRouter: '203.0.113.1',
  /** A client with a public address of its own. */
  publicClient: '198.51.100.20',
  server: '203.0.113.10',
  /** The same server where it stands behind a router. */
  insideServer: '10.0.0.10',
  client6: '2001:db8:1::100',
  server6: '2001:db8:2::10',
} as const;

/** The name under which every server of the lab is known. */
export const serverName = 'ftp.example.com';

/** The range that the lab's servers use unless a scenario says otherwise. */
export const passiveRange = { low: 50_000, high: 50_099 } as const;

/** What to check: the server by its name, as anonymous. */
export function target(changes: Partial<Target> = {}): Target {
  return {
    host: serverName,
    port: 21,
    tls: 'off',
    user: 'anonymous',
    password: 'guest@example.com',
    path: '',
    ...changes,
  };
}

/** A server that works: vsftpd with two files and a range of a hundred passive ports. */
export function ftp(changes: Partial<FtpSetup> = {}): Service {
  return ftpServer({
    personality: vsftpd,
    advertised: null,
    passivePorts: { ...passiveRange, order: 'random', seed: 1 },
    passive: true,
    active: true,
    unknown: [],
    password: null,
    listing: [
      '-rw-r--r--    1 ftp      ftp          1024 Nov 20 09:15 README.txt',
      'drwxr-xr-x    2 ftp      ftp          4096 Nov 18 17:02 pub',
    ],
    greetingMs: 0,
    maxSessions: 50,
    pasvReply: null,
    tls: 'none',
    ...changes,
  });
}

/** What a scenario may change of the plain world. */
export interface Changes extends Partial<Omit<World, 'client' | 'server' | 'names'>> {
  readonly client?: readonly LocalNetwork[];
  readonly serverNetworks?: readonly LocalNetwork[];
  readonly services?: Readonly<Record<number, Service>>;
  /** What the server's name resolves to. */
  readonly name?: readonly string[];
}

/** A public client and a public server, 20 ms apart and with nothing between them, but for the changes. */
export function world(changes: Changes = {}): World {
  const { client, serverNetworks, services, name, ...rest } = changes;
  return {
    rttMs: 20,
    near: [],
    far: [],
    strangers: [],
    client: {
      networks: client ?? [{ address: addresses.publicClient, prefixLength: 24 }],
      services: new Map(),
    },
    server: {
      networks: serverNetworks ?? [{ address: addresses.server, prefixLength: 29 }],
      services: new Map(Object.entries(services ?? { 21: ftp() }).map(([port, service]) => [Number(port), service])),
    },
    names: new Map([[serverName, name ?? [addresses.server]]]),
    ...rest,
  };
}

/** A client on a home network behind a router that hides it. Goes into `world`. */
export function behindRouter(nat: Partial<ClientNat> = {}): {
  client: readonly LocalNetwork[];
  near: readonly Middlebox[];
} {
  return {
    client: [{ address: addresses.lanClient, prefixLength: 24 }],
    near: [clientNat({ name: 'home router', outside: addresses.clientRouter, algPorts: [], stray: 'drop', ...nat })],
  };
}

/** A server on a private network, published by a router that forwards its control port. Goes into `world`. */
export function publishedBy(nat: Partial<ServerNat> = {}): {
  serverNetworks: readonly LocalNetwork[];
  far: readonly Middlebox[];
} {
  return {
    serverNetworks: [{ address: addresses.insideServer, prefixLength: 24 }],
    far: [
      serverNat({
        name: 'server router',
        outside: addresses.server,
        inside: addresses.insideServer,
        forward: [{ low: 21, high: 21 }],
        algPorts: [],
        stray: 'refuse',
        ...nat,
      }),
    ],
  };
}
