import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Scenario } from '../../lab/scenario.js';
import { converse } from './session.js';

/** More clients at once are turned away; it is a lab. */
const mostClients = 50;

/** Causes of scenarios in which no control connection opens, so that there is nothing to serve. */
const closed: ReadonlySet<string | null> = new Set(['name-not-resolved', 'control-refused', 'control-filtered']);

/** Why a scenario cannot be left running for other clients, `null` where it can. */
export function whyNotServed({ target, expect }: Scenario): string | null {
  if (target.tls !== 'off') return 'its TLS exists in the simulation only';
  if (closed.has(expect.first)) return 'no control connection opens in it';
  return null;
}

/** A scenario for real clients: where it listens, and how to end it with all it has opened. */
export interface Served {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Leaves a scenario running on an address of this machine, a fresh network for each client. `now` is real time in
 * milliseconds. Throws what `listen` does.
 */
export async function serveScenario(
  scenario: Scenario,
  { host, port }: { readonly host: string; readonly port: number },
  failed: (error: unknown) => void,
  now: () => number = () => performance.now(),
): Promise<Served> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(scenario, socket, now).catch(failed);
  });
  server.maxConnections = mostClients;
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('the server of the lab has no port');
  return {
    host: bound.address,
    port: bound.port,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
