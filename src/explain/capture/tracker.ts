import type { Tell } from '../source.js';
import { createControl, type Control } from './control.js';
import { createData } from './data.js';
import { createExpected } from './expected.js';
import { createFlowTable, isFromA, type Flow } from './flow.js';
import { createHandshake, type Handshake } from './handshake.js';
import { readIcmp } from './icmp.js';
import { createIpReader, ICMP, ICMP6, TCP } from './ip.js';
import { linkFinder } from './link.js';
import { createNewcomer, type Verdict } from './newcomer.js';
import { ACK, createPacket, SYN } from './packet.js';
import type { TakeFrame } from './pcap.js';
import { isClientHello } from './verbs.js';
import { readTcp } from './tcp.js';

/** Finds the FTP sessions among the frames of a capture. */
export interface Tracker {
  readonly frame: TakeFrame;
  /** Ends every session. */
  finish(): void;
  readonly packets: () => number;
}

const ftp = 21;
const implicit = 990;
/** Sessions that may be open at one time; the oldest is ended for the next. */
const mostOpen = 512;
/** A session that was closed so long ago gets no more data connections. */
const lingerMs = 10_000;

/** A tracker for one capture, whose memory does not grow with the capture; each session is told when it is complete. */
export function createTracker(file: string, tell: Tell): Tracker {
  const packet = createPacket();
  const quoted = createPacket();
  const readIp = createIpReader();
  const table = createFlowTable();
  const expected = createExpected();
  const open = new Map<Control, Flow>();
  const unread = new Set<number>();
  let link = -1;
  let find = linkFinder(0);

  function end(control: Control): void {
    const flow = open.get(control);
    if (flow === undefined) return;
    open.delete(control);
    if (flow.handler === control) flow.handler = null;
    const session = control.finish({ number: packet.number, ms: packet.ms });
    if (session === null) return;
    const { notes, losses } = control.conversation;
    tell({ kind: 'session', session: { ...session, side: control.side(), notes, losses } });
  }

  function makeRoom(): void {
    for (const control of open.keys()) {
      if (packet.ms - control.closedMs() > lingerMs) end(control);
    }
    const [oldest] = open.keys();
    if (open.size >= mostOpen && oldest !== undefined) end(oldest);
  }

  function control(flow: Flow, handshake: Handshake, { fromClient, sure }: Verdict): Control {
    makeRoom();
    const one = createControl(packet, {
      file,
      handshake,
      fromClient,
      sure,
      implicit: isClientHello(packet) && fromClient,
      announce: {
        expect: (attempt) => {
          expected.add(one, attempt);
        },
        forget: (attempt) => {
          expected.remove(attempt);
        },
      },
    });
    flow.handler = one;
    open.set(one, flow);
    return one;
  }

  /** Gives a new connection the handler that its first packet calls for. */
  function start(flow: Flow): void {
    const begins = (packet.flags & (SYN | ACK)) === SYN;
    const belongs = expected.match(packet);
    if (belongs !== null) {
      const data = createData(belongs.control.conversation, belongs.attempt, createHandshake(), packet);
      belongs.attempt.dials.push(data);
      flow.handler = data;
    } else if (packet.targetPort === ftp || (packet.targetPort === implicit && begins)) {
      control(flow, createHandshake(), { fromClient: true, sure: true });
    } else if (packet.sourcePort === ftp) {
      control(flow, createHandshake(), { fromClient: false, sure: true });
    } else {
      flow.handler = createNewcomer((first, newcomer, handshake, verdict) => {
        control(newcomer, handshake, verdict).segment(first, isFromA(newcomer, first), newcomer);
      });
    }
  }

  function segment(): void {
    let flow = table.find(packet);
    if (flow === null) {
      flow = table.add(packet);
      start(flow);
    } else if ((packet.flags & (SYN | ACK)) === SYN && flow.handler?.over() !== false) {
      // The same ports once more.
      if (open.has(flow.handler as Control)) end(flow.handler as Control);
      start(flow);
    }
    const { handler } = flow;
    if (handler === null) return;
    handler.segment(packet, isFromA(flow, packet), flow);
    if (flow.handler?.finished() !== true) return;
    // What was shown to be no FTP leaves no session.
    open.delete(flow.handler as Control);
    flow.handler = null;
  }

  /** The connection that an ICMP error quotes the beginning of. */
  function unreachable(): void {
    const error = readIcmp(packet);
    if (error === null) return;
    quoted.bytes = packet.bytes;
    quoted.view = packet.view;
    const protocol = readIp(quoted, error.quoted, packet.end, packet.end);
    if (protocol !== TCP || quoted.payload + 8 > packet.end) return;
    quoted.sourcePort = quoted.view.getUint16(quoted.payload);
    quoted.targetPort = quoted.view.getUint16(quoted.payload + 2);
    table.find(quoted)?.handler?.unreachable(packet, error);
  }

  return {
    frame(kind, bytes, view, at, until, wire, ms) {
      packet.number++;
      if (!Number.isNaN(ms)) packet.ms = ms;
      if (kind !== link) {
        link = kind;
        find = linkFinder(kind);
        if (find === undefined && unread.size < 8 && !unread.has(kind)) {
          unread.add(kind);
          tell({
            kind: 'trouble',
            text: `${file} packet ${packet.number}: frames of link type ${kind} are not read`,
          });
        }
      }
      if (find === undefined) return;
      packet.bytes = bytes;
      packet.view = view;
      const start = find(view, at, until);
      const protocol = readIp(packet, start, until, at + wire);
      if (protocol === TCP) {
        if (readTcp(packet)) segment();
      } else if (protocol === ICMP || protocol === ICMP6) unreachable();
    },
    finish() {
      for (const one of open.keys()) end(one);
    },
    packets: () => packet.number,
  };
}
