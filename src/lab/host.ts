import type { Endpoint } from '../model/network.js';
import { sameAddress } from '../protocol/address.js';
import type { Clock } from './clock.js';
import type { Note } from './middlebox.js';
import { follow, sourceFor, type Side } from './route.js';
import type { Dialled } from './service.js';
import { joinSockets, type Socket } from './socket.js';
import type { World } from './world.js';

/** Where Windows and the IANA registry put the ports that a system chooses itself (RFC 6335). */
const firstEphemeral = 49152;

/** A socket that waits for connections. `host` is `null` for every address. */
export interface Listening {
  readonly host: string | null;
  readonly port: number;
  readonly arrived: (socket: Socket) => void;
}

/** The TCP of one simulated host. */
export interface Stack {
  freePort(): number;
  /** Whether the port was free. */
  listen(listening: Listening): boolean;
  stop(listening: Listening): void;
  /** Connects from a port of the system's choice unless `from` names one; the answer gives up. */
  dial(from: Partial<Endpoint>, to: Endpoint, timeoutMs: number, done: (outcome: Dialled) => void): () => void;
  /** Sockets that nobody on this host has closed yet, listening ones included. */
  open(): number;
}

/** Both hosts' TCP, joined by the boxes of the world. */
export function createStacks(world: World, clock: Clock, note: (by: string) => Note): Record<Side, Stack> {
  const tables: Record<Side, { listening: Set<Listening>; sockets: Set<Socket>; nextPort: number }> = {
    client: { listening: new Set(), sockets: new Set(), nextPort: firstEphemeral },
    server: { listening: new Set(), sockets: new Set(), nextPort: firstEphemeral },
  };

  function listenerAt(side: Side, at: Endpoint): Listening | undefined {
    for (const one of tables[side].listening) {
      if (one.port === at.port && (one.host === null || sameAddress(one.host, at.host))) return one;
    }
    return undefined;
  }

  function freePort(side: Side): number {
    const table = tables[side];
    const taken = new Set([...table.listening].map(({ port }) => port));
    let port = table.nextPort;
    while (taken.has(port)) port++;
    table.nextPort = port >= 65535 ? firstEphemeral : port + 1;
    return port;
  }

  function establish(
    side: Side,
    syn: { from: Endpoint; to: Endpoint },
    timeoutMs: number,
    done: (outcome: Dialled) => void,
  ): () => void {
    const arrival = follow(world, side, syn, note, clock.now());
    let given = false;
    const finish = (outcome: Dialled): void => {
      if (given) return;
      given = true;
      stopWaiting();
      done(outcome);
    };
    const stopWaiting = clock.after(timeoutMs, () => {
      finish({ error: 'ETIMEDOUT' });
    });
    if (arrival.kind === 'error') {
      clock.after(arrival.afterMs, () => {
        finish({ error: arrival.error });
      });
    }
    if (arrival.kind === 'box') {
      const { hops, oneWayMs } = arrival;
      const direction = side === 'client' ? 'to-server' : 'to-client';
      const [mine] = joinSockets({ clock, hops, oneWayMs, direction, note }, [syn.from, syn.to], [syn.to, syn.from]);
      tables[side].sockets.add(mine);
      clock.after(2 * oneWayMs, () => {
        if (given) mine.close();
        finish({ socket: mine });
      });
    }
    if (arrival.kind === 'host') {
      const { hops, oneWayMs, side: there } = arrival;
      clock.after(oneWayMs, () => {
        const listening = listenerAt(there, arrival.syn.to);
        if (listening === undefined) {
          clock.after(oneWayMs, () => {
            finish({ error: 'ECONNREFUSED' });
          });
          return;
        }
        const direction = side === 'client' ? 'to-server' : 'to-client';
        const [mine, theirs] = joinSockets(
          { clock, hops, oneWayMs, direction, note },
          [syn.from, syn.to],
          [arrival.syn.to, arrival.syn.from],
        );
        tables[side].sockets.add(mine);
        tables[there].sockets.add(theirs);
        clock.after(oneWayMs, () => {
          if (given) mine.close();
          finish({ socket: mine });
        });
        listening.arrived(theirs);
      });
    }
    return () => {
      given = true;
      stopWaiting();
    };
  }

  function stack(side: Side): Stack {
    const table = tables[side];
    return {
      freePort: () => freePort(side),
      listen(listening) {
        const taken = [...table.listening].some(
          ({ host, port }) =>
            port === listening.port && (host === null || listening.host === null || sameAddress(host, listening.host)),
        );
        if (!taken) table.listening.add(listening);
        return !taken;
      },
      stop(listening) {
        table.listening.delete(listening);
      },
      dial(from, to, timeoutMs, done) {
        const host = from.host ?? sourceFor(world[side], to.host);
        if (host === null) {
          done({ error: 'ENETUNREACH' });
          return () => undefined;
        }
        return establish(side, { from: { host, port: from.port ?? freePort(side) }, to }, timeoutMs, done);
      },
      open() {
        for (const socket of table.sockets) if (socket.closed) table.sockets.delete(socket);
        return table.sockets.size + table.listening.size;
      },
    };
  }
  return { client: stack('client'), server: stack('server') };
}
