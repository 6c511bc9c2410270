import { setMaxListeners } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Connection, ConnectOptions, Endpoint, Family, LocalNetwork, Network, Outcome } from '../model/network.js';
import { connectionOf } from './connection.js';
import { failed, failureOf, succeeded } from './failure.js';
import { limited, nothingWithin } from './limited.js';
import { listen } from './listen.js';
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
