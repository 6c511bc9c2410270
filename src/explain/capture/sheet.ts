import type { Operation, WireEvent } from '../../model/transcript.js';
import type { Sheet } from '../log/sheet.js';
import type { Place } from '../source.js';

/** A moment of a capture: the number of a packet and its time in milliseconds since 1970. */
export interface When {
  readonly number: number;
  readonly ms: number;
}

/** What one event says; `experiment` where a rule looks for it under the name of a mode. */
export interface Entry {
  readonly operation: Operation;
  readonly socket: number;
  readonly input?: string;
  readonly outcome: WireEvent['outcome'];
  readonly from?: number;
  readonly experiment?: string;
}

/** The events of one session, each with the packet that ended it. */
export interface PacketSheet extends Sheet {
  /** Writes an event down; answers its number. */
  put(entry: Entry, at: When): number;
  /** A number of the next socket. */
  socket(): number;
  readonly base: number;
}

/** An empty sheet whose clock begins at `base`, in milliseconds since 1970. Socket 1 is the control connection. */
export function createPacketSheet(file: string, base: number): PacketSheet {
  const events: WireEvent[] = [];
  const places = new Map<number, Place>();
  let sockets = 1;
  const since = (ms: number): number => Math.max(0, Math.round((ms - base) * 1000) / 1000);
  const put = (entry: Entry, { number, ms }: When): number => {
    const seq = events.length + 1;
    places.set(seq, { file, unit: 'packet', at: number });
    const finishedMs = Number.isNaN(ms) ? 0 : since(ms);
    const startedMs = entry.from === undefined || Number.isNaN(entry.from) ? finishedMs : since(entry.from);
    events.push({
      seq,
      lane: 'gate',
      experiment: entry.experiment ?? 'gate',
      socket: entry.socket,
      purpose: entry.socket === 1 ? 'control' : 'data',
      operation: entry.operation,
      input: entry.input ?? '',
      outcome: entry.outcome,
      startedMs: Math.min(startedMs, finishedMs),
      finishedMs,
    });
    return seq;
  };
  return {
    base,
    put,
    socket: () => ++sockets,
    add(operation, purpose, input, outcome, { place, ms }) {
      put(
        { operation, socket: purpose === 'control' ? 1 : ++sockets, input, outcome },
        { number: place.at, ms: base + ms },
      );
    },
    length: () => events.length,
    cut(length) {
      for (const { seq } of events.splice(length)) places.delete(seq);
    },
    events: () => events,
    places: () => places,
  };
}
