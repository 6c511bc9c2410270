import type {
  Connection,
  Endpoint,
  Listener,
  LocalNetwork,
  Network,
  Outcome,
  Purpose,
  SendQueue,
  TlsFacts,
} from '../model/network.js';
import type { Operation, Transcript, WireEvent } from '../model/transcript.js';
import { formatEndpoint, parseEndpoint } from '../protocol/address.js';
import { failed, succeeded } from './failure.js';
import { shownCommand } from './mask.js';
import type { LaneSource } from './record.js';

/** The program asked something else than the transcript holds: a fixture that does not fit, or changed behaviour. */
export class TranscriptMismatch extends Error {
  override readonly name = 'TranscriptMismatch';
}

interface Lane {
  take(operation: Operation, socket: number, input: string): Promise<WireEvent>;
  now(): number;
}

/**
 * Answers a lane's calls from its recorded events, each only after all earlier ones were answered: two calls in
 * flight (waiting for the server to call back and for its reply) end in the order in which they ended when recorded.
 */
function laneOf(name: string, events: readonly WireEvent[]): Lane {
  const taken = new Set<number>();
  const waiting = new Map<number, () => void>();
  let next = 0;
  let now = 0;
  // One at a time, each with room for what it sets off: the order in which calls end is part of the recording.
  const release = (): void => {
    const ready = waiting.get(next);
    if (ready === undefined) return;
    waiting.delete(next);
    now = events[next]?.finishedMs ?? now;
    next++;
    ready();
    setImmediate(release);
  };
  return {
    now: () => now,
    async take(operation, socket, input) {
      const index = events.findIndex(
        (event, at) => !taken.has(at) && event.operation === operation && event.socket === socket,
      );
      const event = events[index];
      if (event === undefined || event.input !== input) {
        const recorded = event === undefined ? 'nothing' : `"${event.input}" (event ${event.seq})`;
        throw new TranscriptMismatch(
          `lane ${name}: recorded ${recorded}, asked ${operation} "${input}" on socket ${socket}`,
        );
      }
      taken.add(index);
      await new Promise<void>((resolve) => {
        waiting.set(index, resolve);
        release();
      });
      return event;
    },
  };
}

/** A network per lane that behaves as a recorded run did, without a network. */
export function replaySource(transcript: Transcript): LaneSource {
  return (name) =>
    replayNetwork(
      laneOf(
        name,
        transcript.events.filter((event) => event.lane === name),
      ),
    );
}

function endpoint(text: string): Endpoint {
  return parseEndpoint(text) ?? { host: text, port: 0 };
}

/** As many bytes and line ends as were received; the words of a listing were never kept. */
function dataOf(size: string): Uint8Array {
  const [bytes = 0, lineEnds = 0] = size.split(', ').map((part) => Number.parseInt(part, 10));
  const filled = new Uint8Array(bytes).fill(0x78);
  const end = size.endsWith('line open') ? bytes - 1 : bytes;
  filled.fill(0x0a, end - lineEnds, end);
  return filled;
}

function replayNetwork(lane: Lane): Network {
  let sockets = 0;
  async function ask<T>(
    operation: Operation,
    socket: number,
    input: string,
    value: (text: string) => T,
  ): Promise<Outcome<T>> {
    const { outcome } = await lane.take(operation, socket, input);
    return outcome.ok ? succeeded(value(outcome.value)) : failed(outcome.failure);
  }
  const connection = (ends: string, socket: number, purpose: Purpose): Connection => {
    const [local = '', remote = ''] = ends.split(' ');
    return {
      local: endpoint(local),
      remote: endpoint(remote),
      read: () => ask('read', socket, '', (text) => (purpose === 'data' ? dataOf(text) : Buffer.from(text))),
      write: (bytes) => ask('write', socket, shownCommand(bytes), () => null),
      secure: (options) =>
        ask('secure', socket, options.resume === null ? '' : 'resume', (text) => JSON.parse(text) as TlsFacts),
      keepAlive: (idleMs) => ask('keep-alive', socket, `${idleMs} ms`, () => null),
      sendQueue: () => ask('send-queue', socket, '', (text) => JSON.parse(text) as SendQueue),
      close: () => undefined,
    };
  };
  return {
    now: () => lane.now(),
    pause: () => Promise.resolve(),
    resolve: (host) => ask('resolve', 0, host, (text) => JSON.parse(text) as string[]),
    localNetworks: () => ask('local-networks', 0, '', (text) => JSON.parse(text) as LocalNetwork[]),
    connect: (to, { purpose }) => {
      const socket = ++sockets;
      return ask('connect', socket, formatEndpoint(to), (ends) => connection(ends, socket, purpose));
    },
    listen: ({ host, ports }) => {
      const range = ports === null ? '' : ` ${ports.low}-${ports.high}`;
      return ask('listen', ++sockets, host + range, (text): Listener => {
        const local = endpoint(text);
        return {
          local,
          accept: () => {
            const socket = ++sockets;
            return ask('accept', socket, text, (ends) => connection(ends, socket, 'data'));
          },
          close: () => undefined,
        };
      });
    },
  };
}
