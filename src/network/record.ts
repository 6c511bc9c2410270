import type { Connection, Endpoint, Listener, Network, Outcome, Purpose } from '../model/network.js';
import type { Operation, WireEvent } from '../model/transcript.js';
import { formatEndpoint } from '../protocol/address.js';
import { createHearing } from '../protocol/hearing.js';
import { createEar } from './heard-enough.js';
import { createMasker, shownCommand } from './mask.js';

/** Where lanes get their network from: one live network for all, or a replay with one per lane. */
export type LaneSource = (lane: string) => Network;

export interface Recorder {
  /** The network of one lane; every call through it becomes an event. */
  lane(lane: string, experiment: string): Network;
  readonly events: readonly WireEvent[];
  elapsedMs(): number;
}

const newline = 0x0a;

/** A listing is private and proves nothing by its words, so only its size is kept. */
function sizeOf(bytes: Uint8Array): string {
  let lineEnds = 0;
  for (const byte of bytes) if (byte === newline) lineEnds++;
  const open = bytes.length > 0 && bytes[bytes.length - 1] !== newline ? ', line open' : '';
  return `${bytes.length} bytes, ${lineEnds} line ends${open}`;
}

/**
 * Writes down every call through the door. Secrets are cut here, before anything is stored or shown: the argument of
 * PASS and ACCT in what we send, and the password wherever a server echoes it.
 */
export function createRecorder(
  source: LaneSource,
  clock: Network,
  secrets: readonly string[],
  onEvent?: (event: WireEvent) => void,
): Recorder {
  const events: WireEvent[] = [];
  const origin = clock.now();
  const inner = new WeakMap<Connection, Connection>();
  const ear = createEar();

  const lane = (name: string, experiment: string): Network => {
    const network = source(name);
    const since = (): number => Math.round((network.now() - origin) * 1000) / 1000;
    let sockets = 0;

    async function note<T>(
      call: { operation: Operation; socket: number; purpose: Purpose | null; input: string },
      run: () => Promise<Outcome<T>>,
      describe: (value: T) => string,
    ): Promise<Outcome<T>> {
      const startedMs = since();
      const outcome = await run();
      const event: WireEvent = {
        seq: events.length + 1,
        lane: name,
        experiment,
        socket: call.socket,
        purpose: call.purpose,
        operation: call.operation,
        input: call.input,
        outcome: outcome.ok ? { ok: true, value: describe(outcome.value) } : outcome,
        startedMs,
        finishedMs: since(),
      };
      events.push(event);
      onEvent?.(event);
      return outcome;
    }

    function connection(real: Connection, socket: number, purpose: Purpose): Connection {
      const maskers = secrets.map(createMasker);
      const maskRead = (text: string): string => maskers.reduce((shown, mask) => mask(shown), text);
      const heard = createHearing();
      const call = (operation: Operation, input = ''): Parameters<typeof note>[0] => ({
        operation,
        socket,
        purpose,
        input,
      });
      const wrapped: Connection = {
        local: real.local,
        remote: real.remote,
        read: (timeoutMs) =>
          note(
            call('read'),
            () => (purpose === 'data' ? real.read(timeoutMs) : ear.read(real, timeoutMs)),
            (bytes) => (purpose === 'data' ? sizeOf(bytes) : maskRead(heard(bytes))),
          ),
        write: (bytes) => {
          if (purpose === 'control') ear.asked();
          return note(
            call('write', purpose === 'data' ? sizeOf(bytes) : shownCommand(bytes)),
            () => real.write(bytes),
            () => '',
          );
        },
        secure: (options) =>
          note(
            call('secure', options.resume === null ? '' : 'resume'),
            () => real.secure({ ...options, resume: options.resume && (inner.get(options.resume) ?? null) }),
            (facts) => JSON.stringify(facts),
          ),
        keepAlive: (idleMs) =>
          note(
            call('keep-alive', `${idleMs} ms`),
            () => real.keepAlive(idleMs),
            () => '',
          ),
        sendQueue: () =>
          note(
            call('send-queue'),
            () => real.sendQueue(),
            (queue) => JSON.stringify(queue),
          ),
        close: () => {
          real.close();
        },
      };
      inner.set(wrapped, real);
      return wrapped;
    }

    const ends = (one: Connection): string => `${formatEndpoint(one.local)} ${formatEndpoint(one.remote)}`;

    return {
      now: () => network.now(),
      pause: (ms) => network.pause(ms),
      resolve: (host, family, timeoutMs) =>
        note(
          { operation: 'resolve', socket: 0, purpose: null, input: host },
          () => network.resolve(host, family, timeoutMs),
          (addresses) => JSON.stringify(addresses),
        ),
      localNetworks: () =>
        note(
          { operation: 'local-networks', socket: 0, purpose: null, input: '' },
          () => network.localNetworks(),
          (found) => JSON.stringify(found),
        ),
      async connect(to: Endpoint, options): Promise<Outcome<Connection>> {
        const socket = ++sockets;
        const outcome = await note(
          { operation: 'connect', socket, purpose: options.purpose, input: formatEndpoint(to) },
          () => network.connect(to, options),
          ends,
        );
        return outcome.ok ? { ok: true, value: connection(outcome.value, socket, options.purpose) } : outcome;
      },
      async listen(options): Promise<Outcome<Listener>> {
        const socket = ++sockets;
        const range = options.ports === null ? '' : ` ${options.ports.low}-${options.ports.high}`;
        const outcome = await note(
          { operation: 'listen', socket, purpose: 'data', input: options.host + range },
          () => network.listen(options),
          (listener) => formatEndpoint(listener.local),
        );
        if (!outcome.ok) return outcome;
        const listener = outcome.value;
        return {
          ok: true,
          value: {
            local: listener.local,
            async accept(timeoutMs): Promise<Outcome<Connection>> {
              const caller = ++sockets;
              const accepted = await note(
                { operation: 'accept', socket: caller, purpose: 'data', input: formatEndpoint(listener.local) },
                () => listener.accept(timeoutMs),
                ends,
              );
              return accepted.ok ? { ok: true, value: connection(accepted.value, caller, 'data') } : accepted;
            },
            close: () => {
              listener.close();
            },
          },
        };
      },
    };
  };

  return {
    lane,
    events,
    elapsedMs: () => Math.round((clock.now() - origin) * 1000) / 1000,
  };
}
