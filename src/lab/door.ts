import type {
  Connection,
  ConnectOptions,
  Endpoint,
  Family,
  Listener,
  ListenOptions,
  Network,
  Outcome,
} from '../model/network.js';
import { failed, failureOf, succeeded } from '../network/failure.js';
import { sameAddress } from '../protocol/address.js';
import type { Clock } from './clock.js';
import { connectionOf } from './connection.js';
import type { Listening, Stack } from './host.js';
import type { Socket } from './socket.js';
import type { World } from './world.js';

/** A query to the resolver, there and back. */
const resolverMs = 12;

function systemError<T>(code: string): Outcome<T> {
  return failed(failureOf(Object.assign(new Error(code), { code })));
}

function nothingWithin<T>(timeoutMs: number): Outcome<T> {
  return failed({ kind: 'timed-out', detail: `no answer within ${timeoutMs} ms` });
}

/** The door of the simulated client: `Network` as the prober knows it, on a stack whose wires are virtual. */
export function createDoor(world: World, clock: Clock, stack: Stack): Network {
  const own = (host: string): boolean => world.client.networks.some(({ address }) => sameAddress(address, host));

  function resolve(host: string, family: Family | null, timeoutMs: number): Promise<Outcome<readonly string[]>> {
    const literal = host.includes(':') || /^[\d.]+$/.test(host);
    const known = literal ? [host] : (world.names.get(host) ?? []);
    const found = known.filter((address) => family === null || address.includes(':') === (family === 6));
    return clock.within<Outcome<readonly string[]>>(
      timeoutMs,
      (answer) => {
        clock.after(literal ? 0 : resolverMs, () => {
          answer(found.length > 0 ? succeeded(found) : systemError('ENOTFOUND'));
        });
      },
      () => nothingWithin(timeoutMs),
    );
  }

  function connect(to: Endpoint, { bind, timeoutMs }: ConnectOptions): Promise<Outcome<Connection>> {
    if (bind !== null && !own(bind)) return Promise.resolve(systemError('EADDRNOTAVAIL'));
    return clock.within<Outcome<Connection>>(
      timeoutMs,
      (answer) => {
        stack.dial(bind === null ? {} : { host: bind }, to, timeoutMs, (outcome) => {
          if ('socket' in outcome) answer(succeeded(connectionOf(outcome.socket, clock)));
          else answer(outcome.error === 'ETIMEDOUT' ? nothingWithin(timeoutMs) : systemError(outcome.error));
        });
      },
      () => nothingWithin(timeoutMs),
    );
  }

  function listen({ host, ports }: ListenOptions): Promise<Outcome<Listener>> {
    const everywhere = host === '0.0.0.0' || host === '::';
    if (!everywhere && !own(host)) return Promise.resolve(systemError('EADDRNOTAVAIL'));
    const candidates = ports === null ? [stack.freePort()] : [];
    for (let port = ports?.low ?? 1; port <= (ports?.high ?? 0); port++) candidates.push(port);
    for (const port of candidates) {
      const listener = listenerOn({ host: everywhere ? null : host, port });
      if (listener !== null) return Promise.resolve(succeeded(listener));
    }
    return Promise.resolve(systemError('EADDRINUSE'));
  }

  function listenerOn({ host, port }: { host: string | null; port: number }): Listener | null {
    const arrived: Socket[] = [];
    let closed = false;
    let look: () => void = () => undefined;
    const listening: Listening = {
      host,
      port,
      arrived(socket) {
        arrived.push(socket);
        look();
      },
    };
    if (!stack.listen(listening)) return null;
    return {
      local: { host: host ?? '0.0.0.0', port },
      accept: (timeoutMs) =>
        clock
          .within<Outcome<Connection>>(
            timeoutMs,
            (answer) => {
              look = (): void => {
                const socket = arrived.shift();
                if (socket !== undefined) answer(succeeded(connectionOf(socket, clock)));
                else if (closed) answer(failed({ kind: 'closed', detail: 'stopped waiting' }));
              };
              look();
            },
            () => nothingWithin(timeoutMs),
          )
          .finally(() => {
            // Who comes after the wait is over waits for the next one.
            look = (): void => undefined;
          }),
      close() {
        closed = true;
        stack.stop(listening);
        for (const socket of arrived.splice(0)) socket.close();
        look();
      },
    };
  }

  return {
    now: () => clock.now(),
    pause: (ms) => clock.pause(ms),
    resolve,
    localNetworks: () =>
      Promise.resolve(succeeded([{ address: '127.0.0.1', prefixLength: 8 }, ...world.client.networks])),
    connect,
    listen,
  };
}
