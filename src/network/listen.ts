import { createServer, type Server, type Socket } from 'node:net';
import type { Connection, Endpoint, Failure, Listener, ListenOptions, Outcome, PortRange } from '../model/network.js';
import { connectionOf } from './connection.js';
import { failed, failureOf, succeeded } from './failure.js';
import { limited, nothingWithin } from './limited.js';

/** Listens on a port of the range; where listeners of our own hold all of it, as soon as one of them is closed. */
export async function listen(options: ListenOptions, signal: AbortSignal | undefined): Promise<Outcome<Listener>> {
  const { low, high } = options.ports ?? { low: 0, high: 0 };
  const size = high - low + 1;
  // A random start keeps two runs at once from always meeting at the first port.
  const start = Math.floor(Math.random() * size);
  let last: Outcome<Listener> = failed({ kind: 'unknown', detail: 'empty port range' });
  for (let step = 0; step < size && signal?.aborted !== true; step++) {
    last = await listenOn(options.host, low + ((start + step) % size), signal);
    if (last.ok || last.failure.detail !== 'EADDRINUSE') break;
  }
  if (last.ok || options.ports === null) return last;
  const ours = [...standing].filter(({ at: { host, port } }) => host === options.host && port >= low && port <= high);
  if (last.failure.detail !== 'EADDRINUSE' || ours.length === 0) return failed(ownTrouble(last.failure, options.ports));
  const free = await limited<null>(
    (answer) => {
      for (const { closed } of ours)
        void closed.then(() => {
          answer(succeeded(null));
        });
    },
    longestWaitMs,
    signal,
    () => failed({ kind: 'unknown', detail: 'EADDRINUSE' }),
  );
  return free.ok ? listen(options, signal) : failed(ownTrouble(free.failure, options.ports));
}

/** Far more than one active listing takes. */
const longestWaitMs = 120_000;

/** A listener of this process. A small range serves several attempts at once, one after the other. */
interface Standing {
  readonly at: Endpoint;
  readonly closed: Promise<void>;
}

const standing = new Set<Standing>();

/** Remembers a listener; what is answered says that it has been closed. */
function stands(at: Endpoint): () => void {
  let free = (): void => undefined;
  const one: Standing = {
    at,
    closed: new Promise((resolve) => {
      free = resolve;
    }),
  };
  standing.add(one);
  return () => {
    standing.delete(one);
    free();
  };
}

const troubles: Readonly<Record<string, string>> = {
  EADDRINUSE: 'in use',
  EACCES: 'this user may not listen there',
};

/** A port range that this machine does not give us is no fault of the network, whatever its error is elsewhere. */
function ownTrouble({ kind, detail }: Failure, { low, high }: PortRange): Failure {
  const why = troubles[detail];
  const ports = low === high ? `port ${low}` : `ports ${low} to ${high}`;
  return why === undefined
    ? { kind, detail }
    : { kind: 'unknown', detail: `${ports} of this machine: ${why} (${detail})` };
}

function listenOn(host: string, port: number, signal: AbortSignal | undefined): Promise<Outcome<Listener>> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(failed(failureOf(error)));
    });
    server.listen({ host, port, backlog: 4 }, () => {
      resolve(succeeded(listenerOf(server, signal)));
    });
  });
}

function listenerOf(server: Server, signal: AbortSignal | undefined): Listener {
  const arrived: Socket[] = [];
  let closed = false;
  let wake: (() => void) | null = null;
  server.on('error', () => undefined);
  server.on('connection', (socket) => {
    // Errors before the socket is handed over belong to nobody yet; the reader meets them as a closed stream.
    socket.on('error', () => undefined);
    arrived.push(socket);
    wake?.();
  });
  const address = server.address();
  const local: Endpoint =
    address !== null && typeof address === 'object'
      ? { host: address.address, port: address.port }
      : { host: '', port: 0 };
  const release = stands(local);
  return {
    local,
    async accept(timeoutMs): Promise<Outcome<Connection>> {
      const outcome = await limited<Socket>(
        (answer) => {
          wake = (): void => {
            const socket = arrived.shift();
            if (socket === undefined && !closed) return;
            // Whoever calls next waits for the next accept, or for the end.
            wake = null;
            answer(socket === undefined ? failed({ kind: 'closed', detail: 'stopped waiting' }) : succeeded(socket));
          };
          wake();
        },
        timeoutMs,
        signal,
        nothingWithin(timeoutMs),
      );
      wake = null;
      return outcome.ok ? succeeded(connectionOf(outcome.value, 'data', signal)) : outcome;
    },
    close(): void {
      closed = true;
      for (const socket of arrived) socket.destroy();
      server.close();
      release();
      wake?.();
    },
  };
}
