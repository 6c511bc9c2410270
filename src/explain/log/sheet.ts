import type { Endpoint, Failure } from '../../model/network.js';
import type { Operation, WireEvent } from '../../model/transcript.js';
import { formatEndpoint } from '../../protocol/address.js';
import type { Place } from '../source.js';

/** Where and when the line stands that is being written down. */
export interface Moment {
  readonly place: Place;
  readonly ms: number;
}

type Outcome = WireEvent['outcome'];

/** The events of one session while it is being read, and where they come from. */
export interface Sheet {
  add(operation: Operation, purpose: 'control' | 'data', input: string, outcome: Outcome, at: Moment): void;
  length(): number;
  /** Forgets the events after the first `length`. */
  cut(length: number): void;
  events(): readonly WireEvent[];
  places(): ReadonlyMap<number, Place>;
}

export const succeeded = (value: string): Outcome => ({ ok: true, value });
export const failed = (failure: Failure): Outcome => ({ ok: false, failure });

/** An endpoint as events write it; `?` stands for what is not known. */
export function written(endpoint: Endpoint | null): string {
  if (endpoint === null) return '?';
  return endpoint.host === '' ? `?:${endpoint.port}` : formatEndpoint(endpoint);
}

/** An empty sheet. Data connections get a socket number each. */
export function createSheet(): Sheet {
  const events: WireEvent[] = [];
  const places = new Map<number, Place>();
  let socket = 1;
  return {
    add(operation, purpose, input, outcome, { place, ms }) {
      if (purpose === 'data') socket++;
      const seq = events.length + 1;
      places.set(seq, place);
      events.push({
        seq,
        lane: 'gate',
        experiment: 'gate',
        socket: purpose === 'control' ? 1 : socket,
        purpose,
        operation,
        input,
        outcome,
        startedMs: ms,
        finishedMs: ms,
      });
    },
    length: () => events.length,
    cut(length) {
      for (const { seq } of events.splice(length)) places.delete(seq);
    },
    events: () => events,
    places: () => places,
  };
}
