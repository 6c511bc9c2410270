import type { Endpoint, Failure } from '../../model/network.js';
import type { Attempt } from './attempt.js';
import type { Handler } from './flow.js';
import { failureOfSyn, isOpen, observeHandshake, observeIcmp, seconds, type Handshake } from './handshake.js';
import { createMeter, type Meter } from './meter.js';
import { FIN, RST, sourceOf, SYN, targetOf, type Packet } from './packet.js';
import type { Entry, When } from './sheet.js';
import type { Session } from '../source.js';
import { createLargeWatch } from './large.js';

/** What a data connection writes down in the session it belongs to. */
export interface DataHome {
  put(entry: Entry, at: When): number;
  note(text: string, events: readonly number[]): void;
  lose(loss: NonNullable<Session['losses']>[number]): void;
  socket(): number;
}

/** One data connection as the control connection knows it. */
export interface Dialling {
  /** Writes down how it ended, once; `ended` says why the wait is over. */
  settle(at: When, ended: 'moved-on' | 'capture-ends'): void;
  /** Whether its beginning has an outcome. */
  readonly decided: () => boolean;
}

const tlsHandshake = 22;
const stalledMs = 5000;

function shown({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function sizeOf(meter: Meter): string | null {
  const lines = meter.lines();
  return lines === null ? null : `${meter.bytes()} bytes, ${lines.ends} line ends${lines.open ? ', line open' : ''}`;
}

/** Follows one data connection from its first packet, which the caller has matched to the attempt. */
export function createData(home: DataHome, attempt: Attempt, handshake: Handshake, first: Packet): Handler & Dialling {
  const syn = (first.flags & SYN) !== 0;
  const byClient = attempt.passive;
  // Without a SYN the end with the advertised port is the one that listened.
  const opener = syn || targetOf(first).port === attempt.advertised?.port ? sourceOf(first) : targetOf(first);
  const listener =
    opener.port === first.sourcePort && opener.host === sourceOf(first).host ? targetOf(first) : sourceOf(first);
  const client = byClient ? opener : listener;
  const server = byClient ? listener : opener;
  const socket = attempt.socket === 0 ? home.socket() : attempt.socket;
  const meters = { client: createMeter(), server: createMeter() };
  const large = { client: createLargeWatch(), server: createLargeWatch() };
  const began = first.ms;
  let written = 0;
  let over = false;
  let finished = { client: false, server: false };
  let lastMs = began;
  let at: When = first;
  let reset: string | null = null;

  function decide(outcome: Entry['outcome'], when: When): void {
    if (written > 0) return;
    const operation = byClient ? 'connect' : 'accept';
    const from = byClient ? began : attempt.sinceMs;
    written = home.put({ operation, socket, input: byClient ? shown(listener) : '', outcome, from }, when);
    if (!byClient && outcome.ok && opener.port !== 20) {
      home.note(`The server called back from port ${opener.port}, not from port 20.`, [written]);
    }
  }
  const opened = (when: When): void => {
    decide({ ok: true, value: `${shown(client)} ${shown(server)}` }, when);
  };
  const broke = (failure: Failure, when: When): void => {
    if (byClient || failure.kind === 'timed-out') decide({ ok: false, failure }, when);
    else {
      // The listening program never learns of a SYN that its own machine turned away.
      const kind = attempt.code >= 400 ? 'closed' : 'timed-out';
      const detail = `the SYN from ${shown(opener)} came, and was turned away: ${failure.detail}`;
      decide({ ok: false, failure: { kind, detail } }, when);
      home.note(`Active mode: ${detail}.`, [written]);
    }
  };

  function sizes(when: When, failure: Failure | null): void {
    const down = sizeOf(meters.server);
    const from = began;
    if (meters.server.bytes() > 0 && down !== null) {
      home.put({ operation: 'read', socket, outcome: { ok: true, value: down }, from }, when);
    }
    const up = sizeOf(meters.client);
    if (meters.client.bytes() > 0) {
      const input = up ?? `${meters.client.bytes()} bytes`;
      home.put({ operation: 'write', socket, input, outcome: { ok: true, value: '' }, from }, when);
    }
    if (down === null)
      home.note(
        `The snap length cut the ${meters.server.bytes()} bytes of this data connection, so lines were not counted.`,
        [written],
      );
    if (failure !== null) home.put({ operation: 'read', socket, outcome: { ok: false, failure }, from }, when);
    for (const who of ['client', 'server'] as const) {
      const again = meters[who].retransmits();
      if (again > 0) home.note(`${again} segments of the data connection were sent again by the ${who}.`, [written]);
      const lost = large[who].lost();
      if (lost !== null) home.lose({ mode: attempt.mode, who, ...lost, event: written });
    }
  }

  function end(failure: Failure | null, when: When): void {
    if (over) return;
    over = true;
    sizes(when, failure);
  }

  return {
    pinned: () => !over && !attempt.settled,
    finished: () => over,
    over: () => over || (written > 0 && !isOpen(handshake)),
    decided: () => written > 0,
    segment(packet, fromA) {
      observeHandshake(handshake, packet, fromA);
      at = { number: packet.number, ms: packet.ms };
      if (handshake.failure !== null && written === 0) broke(handshake.failure, at);
      const fromClient = packet.sourcePort === client.port && packet.targetPort === server.port;
      const data = packet.size > 0;
      if (!isOpen(handshake) && data && handshake.syns === 0) {
        handshake.openedNumber = packet.number;
        handshake.openedMs = packet.ms;
      }
      if (isOpen(handshake)) opened(at);
      if (data || (packet.flags & SYN) !== 0) (fromClient ? meters.client : meters.server).push(packet);
      large[fromClient ? 'client' : 'server'].took(packet);
      large[fromClient ? 'server' : 'client'].answered(packet);
      if (data) lastMs = packet.ms;
      if (over || !isOpen(handshake)) return;
      if ((packet.flags & RST) !== 0) {
        reset = fromClient ? 'the client' : 'the server';
        const whole = finished.client || finished.server;
        end(whole ? { kind: 'closed', detail: 'FIN' } : { kind: 'reset', detail: `RST from ${reset}` }, at);
      }
      if ((packet.flags & FIN) !== 0)
        finished = fromClient ? { ...finished, client: true } : { ...finished, server: true };
      if (finished.client && finished.server) end({ kind: 'closed', detail: 'FIN' }, at);
    },
    unreachable(packet, error) {
      if (error.mtu !== null) home.note(`ICMP on the data connection: ${error.failure.detail}.`, [written]);
      else observeIcmp(handshake, packet, error.failure);
      if (handshake.failure !== null && written === 0) broke(handshake.failure, packet);
    },
    settle(when, ended) {
      if (written === 0) {
        if (!isOpen(handshake)) broke(failureOfSyn(handshake, when.ms), when);
      } else if (!over && isOpen(handshake)) {
        const idle = when.ms - lastMs;
        const complete = attempt.code >= 200 && attempt.code < 300;
        if (finished.client || finished.server) end({ kind: 'closed', detail: 'FIN' }, when);
        else if (complete && ended === 'capture-ends') {
          // The server saw it end; what is missing here is missing from the capture.
          end({ kind: 'closed', detail: 'FIN' }, when);
          home.note('The server says that the transfer is complete; the capture does not show all of it.', [written]);
        } else if (idle >= stalledMs)
          end({ kind: 'timed-out', detail: `nothing came on the data connection for ${seconds(idle)}` }, when);
        else if (ended === 'capture-ends')
          end({ kind: 'unknown', detail: 'the capture ends while the data connection is open' }, when);
        else end(null, when);
      }
      if (meters.server.first() === tlsHandshake || meters.client.first() === tlsHandshake) {
        home.note('TLS is spoken on this data connection; its size is that of the encrypted bytes.', [written]);
      }
    },
  };
}
