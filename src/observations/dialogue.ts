import type { Endpoint, Failure, TlsFacts } from '../model/network.js';
import type { Exchange } from '../model/observations.js';
import type { WireEvent } from '../model/transcript.js';
import { parseEndpoint } from '../protocol/address.js';
import { createReplyReader, type ReplyReader } from '../protocol/reply.js';

/** Something that happened on a lane, in order: rebuilt from events, whatever segments the text arrived in. */
export type Step =
  | {
      readonly kind: 'connected';
      readonly local: Endpoint;
      readonly remote: Endpoint;
      /** Our address as the far end sees it, where the source of the events was the far end. */
      readonly seen: Endpoint | null;
      readonly event: WireEvent;
    }
  | { readonly kind: 'connect-failed'; readonly to: Endpoint; readonly failure: Failure; readonly event: WireEvent }
  | { readonly kind: 'exchange'; readonly exchange: Exchange; readonly socket: number }
  | {
      readonly kind: 'foreign';
      readonly text: string;
      /** The line has not ended yet; what follows may show that it is a reply after all. */
      readonly partial: boolean;
      readonly event: WireEvent;
    }
  | {
      readonly kind: 'dial';
      readonly to: Endpoint;
      /** Where it left from; `null` where it did not open or that is not shown. */
      readonly from: Endpoint | null;
      readonly failure: Failure | null;
      readonly event: WireEvent;
    }
  | { readonly kind: 'listen'; readonly failure: Failure | null; readonly event: WireEvent }
  | {
      readonly kind: 'accept';
      readonly caller: Endpoint | null;
      readonly failure: Failure | null;
      readonly event: WireEvent;
    }
  | {
      readonly kind: 'secure';
      readonly facts: TlsFacts | null;
      readonly failure: Failure | null;
      readonly event: WireEvent;
    }
  | { readonly kind: 'data'; readonly size: string; readonly failure: Failure | null; readonly event: WireEvent };

/** The events of one lane as a dialogue. */
export interface Dialogue {
  readonly lane: string;
  readonly experiment: string;
  readonly steps: readonly Step[];
}

/** A reply may come byte by byte: of its events the first ones are named, and the last. */
const mostEvents = 64;

interface Pending {
  readonly command: string;
  readonly startedMs: number;
  readonly events: number[];
}

/** An endpoint of an event; where a log does not show the address it stands as `?`, and the host is empty. */
function endpointOf(text: string): Endpoint {
  return parseEndpoint(text) ?? { host: '', port: Number(/^\?:(\d{1,5})$/.exec(text)?.[1] ?? 0) };
}

function ends(value: string): { local: Endpoint; remote: Endpoint; seen: Endpoint | null } {
  const [local = '', remote = '', seen] = value.split(' ');
  return { local: endpointOf(local), remote: endpointOf(remote), seen: seen === undefined ? null : endpointOf(seen) };
}

const failureOf = ({ outcome }: WireEvent): Failure | null => (outcome.ok ? null : outcome.failure);
const textOf = ({ outcome }: WireEvent): string => (outcome.ok ? outcome.value : '');

function note(events: number[], seq: number): void {
  // One segment may bring thousands of replies.
  if (events.at(-1) === seq) return;
  if (events.length === mostEvents) events.pop();
  events.push(seq);
}

interface Pairing {
  take(event: WireEvent): void;
  /** No more events come. */
  finish(): void;
}

/** Pairs the commands of one control connection with their replies, first sent first answered (RFC 959 section 5.4). */
function pairing(add: (step: Step) => void): Pairing {
  /** Where a greeting has begun and not ended, by socket: the last event of it. */
  const begun = new Map<number, WireEvent>();
  const readers = new Map<number, ReplyReader>();
  const queues = new Map<number, Pending[]>();
  const queueOf = (socket: number): Pending[] => {
    const known = queues.get(socket);
    if (known !== undefined) return known;
    const fresh: Pending[] = [];
    queues.set(socket, fresh);
    return fresh;
  };

  function answer(event: WireEvent, reply: Exchange['reply'], failure: Failure | null, last: boolean): void {
    const queue = queueOf(event.socket);
    const head = queue[0] ?? { command: '', startedMs: event.startedMs, events: [] };
    if (last) queue.shift();
    note(head.events, event.seq);
    add({
      kind: 'exchange',
      socket: event.socket,
      exchange: {
        command: head.command,
        reply,
        failure,
        tookMs: event.finishedMs - head.startedMs,
        events: [...head.events],
      },
    });
  }

  /** A greeting without a line end still says what stands there. */
  function leftOpen(socket: number): void {
    const event = begun.get(socket);
    const text = readers.get(socket)?.pending() ?? '';
    if (event !== undefined && text !== '') add({ kind: 'foreign', text, partial: true, event });
    begun.delete(socket);
  }

  function take(event: WireEvent): void {
    const queue = queueOf(event.socket);
    if (event.operation === 'connect') queue.push({ command: '', startedMs: event.finishedMs, events: [] });
    if (event.operation === 'write') {
      // A log may begin after the greeting; we ourselves never write before it was answered or given up.
      if (queue[0]?.command === '' && queue[0].events.length === 0) queue.shift();
      queue.push({ command: event.input.replace(/[\r\n]+$/, ''), startedMs: event.startedMs, events: [event.seq] });
      const failure = failureOf(event);
      if (failure !== null) answer(event, null, failure, true);
    }
    if (event.operation !== 'read') return;
    const failure = failureOf(event);
    if (failure !== null) {
      leftOpen(event.socket);
      if (queue.length > 0) answer(event, null, failure, true);
      return;
    }
    const reader = readers.get(event.socket) ?? createReplyReader();
    readers.set(event.socket, reader);
    const items = reader.push(new TextEncoder().encode(textOf(event)));
    if (items.length === 0 && queue[0] !== undefined) {
      const greets = queue[0].command === '';
      // Empty lines are no beginning of a greeting.
      if (!greets || begun.has(event.socket) || reader.pending().trim() !== '') {
        note(queue[0].events, event.seq);
        if (greets) begun.set(event.socket, event);
      }
    }
    for (const item of items) {
      if (item.kind === 'reply') answer(event, item.reply, null, item.reply.code >= 200);
      else add({ kind: 'foreign', text: item.text, partial: false, event });
    }
    if (items.length > 0) begun.delete(event.socket);
  }

  return {
    take,
    finish: () => {
      for (const socket of [...begun.keys()]) leftOpen(socket);
    },
  };
}

/** Rebuilds what happened on each lane. */
export function dialoguesOf(events: readonly WireEvent[]): Dialogue[] {
  const lanes = new Map<string, { experiment: string; steps: Step[]; control: Pairing }>();
  for (const event of events) {
    let lane = lanes.get(event.lane);
    if (lane === undefined) {
      const steps: Step[] = [];
      lane = { experiment: event.experiment, steps, control: pairing((step) => steps.push(step)) };
      lanes.set(event.lane, lane);
    }
    const step = stepOf(event);
    if (step !== null) lane.steps.push(step);
    if (event.purpose === 'control') lane.control.take(event);
  }
  for (const { control } of lanes.values()) control.finish();
  return [...lanes].map(([lane, { experiment, steps }]) => ({ lane, experiment, steps }));
}

/** What the door told of a handshake; `null` for one that was read from a log or capture, which tells no facts. */
function factsIn(value: string): TlsFacts | null {
  const told: unknown = value === '' ? null : JSON.parse(value);
  return typeof told === 'object' && told !== null && 'authorized' in told ? (told as TlsFacts) : null;
}

function stepOf(event: WireEvent): Step | null {
  const failure = failureOf(event);
  if (event.operation === 'secure') {
    return { kind: 'secure', facts: failure === null ? factsIn(textOf(event)) : null, failure, event };
  }
  if (event.purpose === 'control') {
    if (event.operation !== 'connect') return null;
    if (failure === null) return { kind: 'connected', ...ends(textOf(event)), event };
    return { kind: 'connect-failed', to: endpointOf(event.input), failure, event };
  }
  if (event.operation === 'connect') {
    const from = failure === null ? ends(textOf(event)).local : null;
    return { kind: 'dial', to: endpointOf(event.input), from: from?.host === '' ? null : from, failure, event };
  }
  if (event.operation === 'listen') return { kind: 'listen', failure, event };
  if (event.operation === 'accept') {
    const { remote } = ends(textOf(event));
    return { kind: 'accept', caller: failure === null && remote.host !== '' ? remote : null, failure, event };
  }
  if (event.operation === 'read') return { kind: 'data', size: textOf(event), failure, event };
  return null;
}
