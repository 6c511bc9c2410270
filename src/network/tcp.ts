import { setMaxListeners } from 'node:events';
import { connect, createServer, isIP, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type {
  Connection,
  ConnectOptions,
  Endpoint,
  Failure,
  Family,
  Listener,
  ListenOptions,
  LocalNetwork,
  Network,
  Outcome,
  PortRange,
} from '../model/network.js';
import { connectionOf } from './connection.js';
import { cutShort, failed, failureOf, succeeded } from './failure.js';
import { whenLate } from './late.js';
import { systemNames } from './system-names.js';

/** The live adapter of the door: real sockets. When `signal` fires every call in flight answers at once. */
export function tcpNetwork({ signal }: { readonly signal?: AbortSignal }): Network {
  // Every connection listens for the end of the run; more than a few are no leak.
  if (signal !== undefined) setMaxListeners(0, signal);
  return {
    now: () => performance.now(),
    pause: (ms) =>
      limited<null>(
        () => undefined,
        ms,
        signal,
        () => succeeded(null),
      ).then(() => undefined),
    resolve: (host, family, timeoutMs) => resolve(host, family, timeoutMs, signal),
    localNetworks: () => Promise.resolve(succeeded(localNetworks())),
    connect: (to, options) => open(to, options, signal),
    listen: (options) => listen(options, signal),
  };
}

/** Runs `start` until it answers, `timeoutMs` pass (`late` answers then) or the signal fires. */
function limited<T>(
  start: (answer: (outcome: Outcome<T>) => void) => void,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  late: () => Outcome<T>,
): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const answer = (outcome: Outcome<T>): void => {
      forget();
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const onAbort = (): void => {
      if (signal !== undefined) answer(failed(cutShort(signal)));
    };
    const forget = whenLate(timeoutMs, () => {
      answer(late());
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else start(answer);
  });
}

function nothingWithin<T>(timeoutMs: number): () => Outcome<T> {
  return () => failed({ kind: 'timed-out', detail: `no answer within ${Math.round(timeoutMs)} ms` });
}

function resolve(
  host: string,
  family: Family | null,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome<readonly string[]>> {
  return limited(
    (answer) => {
      if (isIP(host) !== 0) {
        answer(succeeded([host]));
        return;
      }
      systemNames(host, family, timeoutMs).then(
        (addresses) => {
          answer(succeeded(addresses));
        },
        (error: unknown) => {
          answer(failed(failureOf(error)));
        },
      );
    },
    timeoutMs,
    signal,
    nothingWithin(timeoutMs),
  );
}

/** Addresses of a machine change rarely, and to ask for them takes long where many targets are under way. */
const addressesLastMs = 1000;
let asked: { readonly atMs: number; readonly found: readonly LocalNetwork[] } | null = null;

function localNetworks(): readonly LocalNetwork[] {
  const atMs = performance.now();
  if (asked === null || atMs - asked.atMs > addressesLastMs) asked = { atMs, found: readLocalNetworks() };
  return asked.found;
}

function readLocalNetworks(): LocalNetwork[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map((one) => ({ address: one.address, prefixLength: Number(one.cidr?.split('/')[1] ?? Number.NaN) }))
    .filter((one) => Number.isInteger(one.prefixLength));
}

function open(to: Endpoint, options: ConnectOptions, signal: AbortSignal | undefined): Promise<Outcome<Connection>> {
  let socket: Socket | null = null;
  return limited<Connection>(
    (answer) => {
      // autoSelectFamily off: a data connection goes to exactly the address that was named.
      const dialling = connect({
        host: to.host,
        port: to.port,
        autoSelectFamily: false,
        ...(options.bind === null ? {} : { localAddress: options.bind }),
      });
      socket = dialling;
      dialling.once('error', (error) => {
        answer(failed(failureOf(error)));
      });
      dialling.once('connect', () => {
        dialling.removeAllListeners('error');
        answer(succeeded(connectionOf(dialling, options.purpose, signal)));
      });
    },
    options.timeoutMs,
    signal,
    nothingWithin(options.timeoutMs),
  ).then((outcome) => {
    if (!outcome.ok && socket !== null) {
      socket.on('error', () => undefined);
      socket.destroy();
    }
    return outcome;
  });
}

async function listen(options: ListenOptions, signal: AbortSignal | undefined): Promise<Outcome<Listener>> {
  const { low, high } = options.ports ?? { low: 0, high: 0 };
  const size = high - low + 1;
  // A random start keeps two runs at once from always meeting at the first port.
  const start = Math.floor(Math.random() * size);
  let last: Outcome<Listener> = failed({ kind: 'unknown', detail: 'empty port range' });
  for (let step = 0; step < size && signal?.aborted !== true; step++) {
    last = await listenOn(options.host, low + ((start + step) % size), signal);
    if (last.ok || last.failure.detail !== 'EADDRINUSE') break;
  }
  return last.ok || options.ports === null ? last : failed(ownTrouble(last.failure, options.ports));
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
      wake?.();
    },
  };
}
