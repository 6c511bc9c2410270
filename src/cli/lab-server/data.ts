import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Connection, Endpoint, Network, Outcome } from '../../model/network.js';

/** Longest wait for the other end of a data connection. */
const patienceMs = 60_000;

/** A data connection to be: at one end a real client, at the other a simulated server. */
export interface DataChannel {
  /** Carries the listing from the simulation to the client and ends both connections. */
  pump(): Promise<void>;
  close(): void;
}

async function carry(from: Connection, to: Socket): Promise<void> {
  for (;;) {
    const chunk = await from.read(patienceMs);
    if (!chunk.ok) break;
    to.write(chunk.value);
  }
  from.close();
  to.end();
}

async function listening(host: string, port: number, arrived: (socket: Socket) => void): Promise<Server | null> {
  const server = createServer(arrived);
  const failed = new Promise<false>((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
  });
  server.listen(port, host);
  return (await Promise.race([once(server, 'listening'), failed])) === false ? null : server;
}

/**
 * What stands behind a passive port of the simulation. `dialled` is how the way there was: open, then the client's
 * connection is joined to it; refused, then nobody listens here either; silent, then the client is let in and hears
 * nothing, since loopback loses no packets. Answers with the port to announce: the same one where it is free.
 */
export async function passiveChannel(
  at: Endpoint,
  dialled: Outcome<Connection>,
): Promise<{ readonly channel: DataChannel; readonly port: number }> {
  let meet: (socket: Socket | null) => void = () => undefined;
  const met = new Promise<Socket | null>((resolve) => {
    meet = resolve;
  });
  const sockets: Socket[] = [];
  const arrived = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    sockets.push(socket);
    meet(socket);
  };
  const refused = !dialled.ok && dialled.failure.kind === 'refused';
  const server = refused
    ? null
    : ((await listening(at.host, at.port, arrived)) ?? (await listening(at.host, 0, arrived)));
  const bound = server?.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : at.port,
    channel: {
      async pump() {
        const socket = dialled.ok && server !== null ? await met : null;
        if (dialled.ok && socket !== null) await carry(dialled.value, socket);
      },
      close() {
        // A client that never came is not waited for.
        meet(null);
        server?.close();
        if (dialled.ok) dialled.value.close();
        for (const socket of sockets)
          if (dialled.ok) socket.end();
          else socket.destroy();
      },
    },
  };
}

/** The client waits at `client`; the simulated server calls `local` in its own world, and is put through. */
export async function activeChannel(
  network: Network,
  host: string,
  client: Endpoint,
): Promise<{ readonly channel: DataChannel; readonly local: Endpoint } | null> {
  const listener = await network.listen({ host, ports: null });
  if (!listener.ok) return null;
  return {
    local: { host, port: listener.value.local.port },
    channel: {
      async pump() {
        const called = await listener.value.accept(patienceMs);
        if (!called.ok) return;
        const socket = connect(client.port, client.host);
        socket.on('error', () => socket.destroy());
        await carry(called.value, socket);
      },
      close() {
        listener.value.close();
      },
    },
  };
}
