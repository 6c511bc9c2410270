import { createServer, type Server } from 'node:net';
import { createSecureContext } from 'node:tls';
import { createAdmission } from './admission.js';
import { plainHost } from './data.js';
import type { Log } from './log.js';
import { openPortServer, openPortsOf } from './open-ports.js';
import { createRecords } from './record.js';
import { serveSession, type Standing } from './session.js';
import type { Door, Settings } from './settings.js';
import { createAddresses, type World } from './world.js';

/** A reflector that runs. */
export interface Reflector {
  /** The doors as they were opened: port 0 has become a real one. */
  readonly doors: readonly Door[];
  readonly openPorts: readonly number[];
  readonly sessions: () => number;
  /** Lets nobody in any more and ends what stands. */
  stop(): Promise<void>;
}

/** A port that could not be had, with the system's reason. */
export class PortTrouble extends Error {
  readonly port: number;
  readonly code: string;
  constructor(port: number, code: string) {
    super(`port ${port}: ${code}`);
    this.port = port;
    this.code = code;
  }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new PortTrouble(port, error.code ?? error.message));
    });
    // Without a host Node listens on both families where there are both.
    server.listen({ ...(host === '' ? {} : { host }), port, backlog: 511 }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

/** Opens all doors and serves until `stop`. Throws `PortTrouble` for a port that it cannot have. */
export async function startReflector(settings: Settings, log: Log): Promise<Reflector> {
  const now = (): number => performance.now();
  const standing = new Set<Standing>();
  const servers: Server[] = [];
  const doors: Door[] = [];
  const world: World = {
    settings,
    records: createRecords(now),
    admission: createAdmission(settings.limits, settings.tokens, now),
    log,
    secureContext: createSecureContext({ ...settings.credentials, minVersion: 'TLSv1.2' }),
    ports: doors,
    open: openPortsOf(settings),
    reached: createAddresses(),
    called: createAddresses(),
    now,
  };

  /** Where all places are taken, whoever has not logged in for the longest time leaves. */
  function makeRoom(): boolean {
    if (standing.size < settings.limits.sessions) return true;
    for (const session of standing) {
      if (session.visit.word !== null) continue;
      session.close('421 Others are waiting; log in sooner.', 'crowded-out');
      return true;
    }
    return false;
  }

  function doorServer(door: () => Door): Server {
    return createServer({ noDelay: true }, (socket) => {
      const host = plainHost(socket.remoteAddress);
      const why = host === '' ? 'gone' : world.admission.enter(host);
      const full = why === null && !makeRoom();
      if (why !== null || full) {
        if (full) world.admission.leave(host);
        log('refused', { peer: host, port: door().port, why: why ?? 'all sessions are taken' });
        socket.on('error', () => socket.destroy());
        socket.end(door().tls ? '' : `421 Come back later: ${why ?? 'all sessions are taken'}.\r\n`);
        socket.setTimeout(1000, () => socket.destroy());
        return;
      }
      const session = serveSession(world, door(), socket, () => {
        world.admission.leave(host);
        standing.delete(session);
      });
      standing.add(session);
    });
  }

  const closeAll = async (): Promise<void> => {
    const closed = servers.map(
      (server) =>
        new Promise<void>((resolve) =>
          server.close(() => {
            resolve();
          }),
        ),
    );
    for (const session of standing) session.close('421 The reflector is going down.', 'stopped');
    await Promise.all(closed);
  };

  try {
    for (const door of settings.doors) {
      let opened = door;
      const server = doorServer(() => opened);
      servers.push(server);
      opened = { ...door, port: await bind(server, door.host, door.port) };
      doors.push(opened);
    }
    const hosts = [...new Set(settings.doors.map(({ host }) => host))];
    for (const host of hosts.includes('') ? [''] : hosts) {
      for (const port of world.open) {
        const server = openPortServer(world.reached);
        servers.push(server);
        await bind(server, host, port);
      }
    }
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { doors, openPorts: world.open, sessions: () => standing.size, stop: closeAll };
}
