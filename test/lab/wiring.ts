import type { PortRange } from '../../src/model/network.js';

/** The NAT router in front of the client. Its LAN is 192.168.1.0/24, its WAN addresses 203.0.113.1 and .2. */
export interface ClientRouter {
  /** A ruleset in the language of nft in place of the one that follows from the rest. */
  readonly rules?: string;
  /** The kernel's FTP helper, on control port 21. */
  readonly alg?: boolean;
  /** Whether connections the helper expects may pass; they may unless this is false. */
  readonly related?: boolean;
  /** New connections may go out to these ports only; others are dropped. */
  readonly letsOut?: readonly number[];
  /** Control leaves from 203.0.113.1, everything else from 203.0.113.2. */
  readonly unpairedPool?: boolean;
  /** Another host of the LAN, 192.168.1.10, which is up and runs no FTP. */
  readonly neighbour?: boolean;
  readonly uninvited?: Uninvited;
  /** Forgets established connections after so many seconds of silence, and what then comes from the client meets this. */
  readonly forgets?: Forgetful;
}

/** When a router forgets, and what then comes from the client meets: a word of the client may also wake it again. */
export interface Forgetful {
  readonly afterSeconds: number;
  readonly how: Uninvited | 'wakes';
}

/** The NAT router in front of the server: 203.0.113.10 outside. Port 21 is always forwarded. */
export interface ServerRouter {
  /** A ruleset in the language of nft in place of the one that follows from the rest. */
  readonly rules?: string;
  /** The kernel's FTP helper, on control port 21. */
  readonly alg?: boolean;
  /** Passive ports forwarded one to one. */
  readonly forward?: readonly PortRange[];
  /** Whether connections from inside to the outside address are led back in. */
  readonly hairpin?: boolean;
  /** Whether port 21 is left to a program on the router itself. */
  readonly ownControlPort?: boolean;
  /** First three bytes of the inner network, `10.0.0` unless given. The server is host 10 of it. */
  readonly inside?: string;
  readonly uninvited?: Uninvited;
}

/** What a router does with a SYN to its own outside address that nothing forwards. */
export type Uninvited = 'reset' | 'drop';

/**
 * The network of one scenario: client - (router) - core - (router) - server.
 * A side without a router is a public host on the core: the client is 198.51.100.7, the server 203.0.113.50.
 */
export interface Wiring {
  readonly clientRouter?: ClientRouter;
  readonly serverRouter?: ServerRouter;
  /** The client is 10.0.1.20, on a second network behind the server's router. */
  readonly clientInside?: boolean;
  /** Rulesets in the language of nft, for the hosts themselves. */
  readonly clientRules?: string;
  readonly coreRules?: string;
  readonly serverRules?: string;
  /** Lines for `ip -batch` in the client's namespace. */
  readonly clientRouting?: readonly string[];
  /** Lines for `ip -batch` in the server's namespace. */
  readonly serverRouting?: readonly string[];
  /** Lines for `ip -batch` in the core's namespace; the link to a client without router is called `client` there. */
  readonly coreRouting?: readonly string[];
  /** A name server on the client that knows no name; without it name questions are refused at once. */
  readonly clientResolver?: 'knows-no-name';
  /** A name server for the server's questions that lets each run into its time limit of five seconds. */
  readonly serverResolver?: 'silent';
}

/** The machines. A side without a router has none of that name. */
export type Role = 'client' | 'client-router' | 'core' | 'server-router' | 'server';

/** The outside addresses of the client's router. */
export const CLIENT_WAN = ['203.0.113.1', '203.0.113.2'] as const;
/** The outside address of the server's router. */
export const SERVER_WAN = '203.0.113.10';
/** The address of a client without a router. */
export const PUBLIC_CLIENT = '198.51.100.7';
/** Its IPv6 address. */
export const PUBLIC_CLIENT_V6 = '2001:db8:7::7';
/** The addresses of a server without a router. */
export const PUBLIC_SERVER = '203.0.113.50';
/** Its second one. */
export const PUBLIC_SERVER_SECOND = '203.0.113.51';
/** Its IPv6 address. */
export const PUBLIC_SERVER_V6 = '2001:db8:50::50';
/** Its second one. */
export const PUBLIC_SERVER_SECOND_V6 = '2001:db8:50::51';

const CLIENT_LAN = '192.168.1';
const CORE_SEGMENT = '203.0.113.254';

/** The bridge of the core, in which public hosts and the routers' outsides meet. */
export const SEGMENT = 'segment';

/** The address of the server as a client on the core or beyond it dials it. */
export function outsideOf(wiring: Wiring): string {
  return wiring.serverRouter === undefined ? PUBLIC_SERVER : SERVER_WAN;
}

/** First three bytes of the network behind the server's router. */
export function insideOf(router: ServerRouter): string {
  return router.inside ?? '10.0.0';
}

/** A cable between two machines, with the name of the device at each end. */
export interface Link {
  readonly from: Role;
  readonly device: string;
  readonly to: Role;
  readonly peer: string;
}

/** The machines of a wiring, the cables between them, and for each machine its `ip -batch` lines. */
export interface Plan {
  readonly links: readonly Link[];
  readonly setup: ReadonlyMap<Role, readonly string[]>;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', 'default'];

/** Draws up what has to be built. The core forwards public addresses and swallows the rest, as the internet does. */
export function plan(wiring: Wiring): Plan {
  const links: Link[] = [];
  const setup = new Map<Role, string[]>();
  const core = [
    `addr add ${CORE_SEGMENT}/24 dev ${SEGMENT}`,
    `addr add 2001:db8:50::1/64 dev ${SEGMENT}`,
    ...PRIVATE.map((prefix) => `route add blackhole ${prefix}`),
  ];
  const plugIn = (from: Role, device: string): void => {
    links.push({ from, device, to: 'core', peer: from });
    core.push(`link set ${from} master ${SEGMENT}`);
  };

  if (wiring.clientInside === true) {
    links.push({ from: 'client', device: 'eth0', to: 'server-router', peer: 'office' });
    setup.set('client', ['addr add 10.0.1.20/24 dev eth0', 'route add default via 10.0.1.1']);
  } else if (wiring.clientRouter === undefined) {
    links.push({ from: 'client', device: 'eth0', to: 'core', peer: 'client' });
    core.push('addr add 198.51.100.1/24 dev client', 'addr add 2001:db8:7::1/64 dev client');
    setup.set('client', [
      `addr add ${PUBLIC_CLIENT}/24 dev eth0`,
      'route add default via 198.51.100.1',
      `addr add ${PUBLIC_CLIENT_V6}/64 dev eth0`,
      'route add default via 2001:db8:7::1',
    ]);
  } else {
    links.push({ from: 'client', device: 'eth0', to: 'client-router', peer: 'lan' });
    plugIn('client-router', 'wan');
    setup.set('client', [`addr add ${CLIENT_LAN}.100/24 dev eth0`, `route add default via ${CLIENT_LAN}.1`]);
    setup.set('client-router', [
      `addr add ${CLIENT_LAN}.1/24 dev lan`,
      ...(wiring.clientRouter.neighbour === true ? [`addr add ${CLIENT_LAN}.10/24 dev lan`] : []),
      ...CLIENT_WAN.map((address) => `addr add ${address}/24 dev wan`),
      `route add default via ${CORE_SEGMENT}`,
    ]);
  }

  if (wiring.serverRouter === undefined) {
    plugIn('server', 'eth0');
    setup.set('server', [
      `addr add ${PUBLIC_SERVER}/24 dev eth0`,
      `addr add ${PUBLIC_SERVER_SECOND}/24 dev eth0`,
      `route add default via ${CORE_SEGMENT}`,
      `addr add ${PUBLIC_SERVER_V6}/64 dev eth0`,
      `addr add ${PUBLIC_SERVER_SECOND_V6}/64 dev eth0`,
      'route add default via 2001:db8:50::1',
    ]);
  } else {
    const inside = insideOf(wiring.serverRouter);
    links.push({ from: 'server', device: 'eth0', to: 'server-router', peer: 'lan' });
    plugIn('server-router', 'wan');
    setup.set('server', [`addr add ${inside}.10/24 dev eth0`, `route add default via ${inside}.1`]);
    setup.set('server-router', [
      `addr add ${inside}.1/24 dev lan`,
      ...(wiring.clientInside === true ? ['addr add 10.0.1.1/24 dev office'] : []),
      `addr add ${SERVER_WAN}/24 dev wan`,
      `route add default via ${CORE_SEGMENT}`,
    ]);
  }
  setup.set('core', [...core, ...(wiring.coreRouting ?? [])]);
  setup.get('client')?.push(...(wiring.clientRouting ?? []));
  setup.get('server')?.push(...(wiring.serverRouting ?? []));
  return { links, setup };
}
