import { randomInt } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Endpoint } from '../model/network.js';
import type { DialOutcome } from '../model/reflection.js';
import { canonicalHost, sameAddress } from '../protocol/address.js';
import type { World } from './world.js';

/** How a data connection came about, or why not. */
export interface DataEnd {
  readonly outcome: DialOutcome;
  readonly detail: string;
  readonly from: Endpoint | null;
  readonly tookMs: number;
  readonly socket: Socket | null;
}

const kinds: Readonly<Record<string, DialOutcome>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
};

/** An address as a socket tells it, IPv4 in its own spelling and without a zone. */
export function plainHost(host: string | undefined): string {
  return canonicalHost((host ?? '').replace(/%.*$/, '')) ?? '';
}

/**
 * Calls the peer, from the address that the peer has reached. The host is that of the control connection, never one that
 * was named, and ports below 1024 are nobody's data ports: so no session can be turned against others.
 */
export function callBack(world: World, to: Endpoint, from: string): Promise<DataEnd> {
  if (to.port < 1024) throw new RangeError(`no call to port ${to.port}`);
  const began = world.now();
  return new Promise((resolve) => {
    const socket = connect({ host: to.host, port: to.port, localAddress: from, autoSelectFamily: false });
    const end = (outcome: DialOutcome, detail: string): void => {
      clearTimeout(timer);
      const opened = outcome === 'opened';
      if (!opened) socket.destroy();
      resolve({ outcome, detail, from: null, tookMs: Math.round(world.now() - began), socket: opened ? socket : null });
    };
    const timer = setTimeout(() => {
      end('timed-out', `no answer within ${world.settings.limits.dataMs} ms`);
    }, world.settings.limits.dataMs);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(kinds[error.code ?? ''] ?? 'unknown', error.code ?? 'unknown');
    });
    socket.once('connect', () => {
      end('opened', '');
    });
  });
}

/** A port that waits for one data connection of the peer. */
export interface PassivePort {
  readonly port: number;
  /** The connection, when it has come. */
  take(): Promise<DataEnd>;
  close(): void;
}

function listenOn(host: string, port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen({ host, port, backlog: 4 }, () => {
      resolve(server);
    });
  });
}

/** How long the peer itself may still come after somebody else has. */
const afterForeignMs = 1000;

/**
 * Listens on a free port of the range; `null` where there is none. Whoever else calls there is shown the door. `seen` is
 * told how the wait has ended.
 */
export async function openPassive(
  world: World,
  host: string,
  peer: string,
  seen: (port: number, end: DataEnd) => void,
): Promise<PassivePort | null> {
  const { low, high } = world.settings.range;
  const size = high - low + 1;
  const start = randomInt(size);
  let server: Server | null = null;
  let port = 0;
  for (let step = 0; step < size && server === null; step++) {
    port = low + ((start + step) % size);
    if (!world.open.includes(port)) server = await listenOn(host, port);
  }
  if (server === null) return null;
  const listening = server;
  const began = world.now();
  let tell: (end: DataEnd) => void = () => undefined;
  const end = new Promise<DataEnd>((resolve) => (tell = resolve));
  let over = false;
  const settle = (outcome: DialOutcome, detail: string, from: Endpoint | null, socket: Socket | null): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    listening.close();
    const found = { outcome, detail, from, tookMs: Math.round(world.now() - began), socket };
    seen(port, found);
    tell(found);
  };
  let timer = setTimeout(() => {
    settle('timed-out', `nobody came within ${world.settings.limits.dataMs} ms`, null, null);
  }, world.settings.limits.dataMs);
  listening.on('error', () => undefined);
  listening.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    const from = { host: plainHost(socket.remoteAddress), port: socket.remotePort ?? 0 };
    if (sameAddress(from.host, peer)) {
      if (over) socket.destroy();
      else settle('opened', '', from, socket);
      return;
    }
    socket.destroy();
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle('foreign', 'came from another address than the control connection', from, null);
    }, afterForeignMs);
  });
  return {
    port,
    take: () => end,
    close: () => {
      settle('unknown', 'given up', null, null);
      void end.then(({ socket }) => socket?.destroy());
    },
  };
}
