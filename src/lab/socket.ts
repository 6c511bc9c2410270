import type { Endpoint, Failure, SendQueue } from '../model/network.js';
import type { Clock } from './clock.js';
import { cutOff, type Direction, type Note } from './middlebox.js';
import type { Hop } from './route.js';

/** What a client offers when it starts TLS: the session it would like to resume. */
export interface Hello {
  readonly resume: string | null;
}

/** What a server answers to it. */
export interface ServerHello {
  readonly session: string;
  readonly resumed: boolean;
}

/** One end of a simulated TCP connection. Nothing blocks: what has arrived is taken, and `watch` says when to look. */
export interface Socket {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** How the incoming stream ended, `null` while it may still bring something. */
  readonly over: Failure | null;
  /** Closed by this end. */
  readonly closed: boolean;
  readonly encrypted: boolean;
  /** A TLS offer of the other end that waits to be answered. */
  readonly hello: Hello | null;
  watch(changed: () => void): void;
  /** Everything that has arrived since the last call, `null` for nothing. */
  take(): Uint8Array | null;
  send(bytes: Uint8Array): void;
  close(): void;
  offerTls(hello: Hello, answered: (hello: ServerHello) => void): void;
  answerTls(hello: ServerHello): void;
  sendQueue(): SendQueue;
  /** From now on an empty probe crosses the path after each `idleMs` of silence. */
  keepAlive(idleMs: number): void;
}

/** How two ends are joined. The first end is the one that dialled. */
export interface Wiring {
  readonly clock: Clock;
  readonly hops: readonly Hop[];
  readonly oneWayMs: number;
  /** Direction of what the first end sends. */
  readonly direction: Direction;
  readonly note: (by: string) => Note;
}

/** RTO of a connection with a small round trip; it doubles with each retransmission (RFC 6298). */
const firstRetransmissionMs = 200;
const mostRetransmissions = 15;

interface End {
  readonly socket: Socket;
  deliver(bytes: Uint8Array): void;
  finish(failure: Failure): void;
  offered(hello: Hello): void;
  secured(hello: ServerHello): void;
}

/** Joins two ends. What one sends passes the boxes in order and arrives one way later at the other. */
export function joinSockets(
  wiring: Wiring,
  first: [Endpoint, Endpoint],
  second: [Endpoint, Endpoint],
): [Socket, Socket] {
  const { clock, oneWayMs } = wiring;
  const shared = { encrypted: false, lastMs: clock.now(), probesMs: Number.POSITIVE_INFINITY };

  /** What becomes of a segment that ends a silence: a box may have forgotten the connection by now. */
  function forgotten(): 'drop' | 'reset' | null {
    const silence = clock.now() - shared.lastMs;
    for (const { box } of wiring.hops) {
      const { forgets } = box;
      if (forgets === undefined) continue;
      const probed = forgets.ignoresKeepAlive === true ? silence : Math.min(silence, shared.probesMs);
      if (probed <= forgets.afterMs) continue;
      wiring.note(box.name)(`forgot a connection after ${forgets.afterMs / 1000} s without traffic`);
      return forgets.how;
    }
    shared.lastMs = clock.now();
    return null;
  }

  function throughBoxes(bytes: Uint8Array, fromFirst: boolean): Uint8Array | null | { cutAfterMs: number } {
    const fate = forgotten();
    if (fate !== null) return fate === 'drop' ? null : { cutAfterMs: 2 * oneWayMs };
    if (shared.encrypted || wiring.hops.every(({ box }) => box.segment === undefined)) return bytes;
    const there = wiring.direction;
    const back = there === 'to-server' ? 'to-client' : 'to-server';
    let text = Buffer.from(bytes).toString('latin1');
    for (const { box, flow, boxMs } of fromFirst ? wiring.hops : wiring.hops.toReversed()) {
      if (box.segment === undefined) continue;
      const passed = box.segment({ text, direction: fromFirst ? there : back, flow }, wiring.note(box.name));
      if (passed === null) return null;
      // The reset comes from where the box stands.
      if (passed === cutOff) return { cutAfterMs: 2 * (fromFirst ? boxMs : oneWayMs - boxMs) };
      text = passed;
    }
    return Buffer.from(text, 'latin1');
  }

  function createEnd([local, remote]: [Endpoint, Endpoint], isFirst: boolean, other: () => End): End {
    let inbox: Uint8Array[] = [];
    let over: Failure | null = null;
    let closed = false;
    let changed: () => void = () => undefined;
    let inFlight = 0;
    let stuckSince: number | null = null;
    let hello: Hello | null = null;
    let answered: (hello: ServerHello) => void = () => undefined;

    /** Hands something over to the other end, unless an earlier segment is still being retransmitted in vain. */
    const later = (deliver: (end: End) => void): void => {
      if (stuckSince === null) {
        clock.after(oneWayMs, () => {
          deliver(other());
        });
      }
    };
    const socket: Socket = {
      local,
      remote,
      get over() {
        return over;
      },
      get closed() {
        return closed;
      },
      get encrypted() {
        return shared.encrypted;
      },
      get hello() {
        return hello;
      },
      watch(callback) {
        changed = callback;
      },
      take() {
        if (inbox.length === 0) return null;
        const bytes = Buffer.concat(inbox);
        inbox = [];
        return bytes;
      },
      send(bytes) {
        if (closed || over?.kind === 'reset') return;
        inFlight += bytes.length;
        const passed = stuckSince === null ? throughBoxes(bytes, isFirst) : null;
        if (passed === null) {
          stuckSince ??= clock.now();
          return;
        }
        if ('cutAfterMs' in passed) {
          clock.after(passed.cutAfterMs, () => {
            for (const end of ends) end.finish({ kind: 'reset', detail: 'ECONNRESET' });
          });
          return;
        }
        later((end) => {
          end.deliver(passed);
        });
        clock.after(2 * oneWayMs, () => {
          inFlight -= bytes.length;
        });
      },
      close() {
        if (closed) return;
        closed = true;
        if (stuckSince === null && forgotten() !== null) stuckSince = clock.now();
        later((end) => {
          end.finish({ kind: 'closed', detail: 'the far end closed the connection' });
        });
      },
      offerTls(offer, callback) {
        answered = callback;
        later((end) => {
          end.offered(offer);
        });
      },
      answerTls(answer) {
        hello = null;
        shared.encrypted = true;
        later((end) => {
          end.secured(answer);
        });
      },
      keepAlive(idleMs) {
        shared.probesMs = idleMs;
      },
      sendQueue() {
        let retransmits = 0;
        if (stuckSince !== null) {
          const elapsed = clock.now() - stuckSince;
          retransmits = Math.min(mostRetransmissions, Math.floor(Math.log2(elapsed / firstRetransmissionMs + 1)));
        }
        return { unackedBytes: inFlight, retransmits };
      },
    };
    return {
      socket,
      deliver(bytes) {
        if (closed) {
          // Nobody reads here any more: the kernel answers with RST.
          later((end) => {
            end.finish({ kind: 'reset', detail: 'ECONNRESET' });
          });
          return;
        }
        inbox.push(bytes);
        changed();
      },
      finish(failure) {
        if (over === null || failure.kind === 'reset') over = failure;
        changed();
      },
      offered(offer) {
        hello = offer;
        changed();
      },
      secured(answer) {
        answered(answer);
        changed();
      },
    };
  }

  const ends: [End, End] = [createEnd(first, true, () => ends[1]), createEnd(second, false, () => ends[0])];
  return [ends[0].socket, ends[1].socket];
}
