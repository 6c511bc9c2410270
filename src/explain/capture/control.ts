import type { Failure } from '../../model/network.js';
import { formatEndpoint } from '../../protocol/address.js';
import { decodeText } from '../../protocol/text.js';
import { sessionOf, type Told } from '../log/transcript.js';
import type { Session, Side } from '../source.js';
import type { Announce } from './arrangements.js';
import { createConversation, type Conversation } from './conversation.js';
import { patienceMs } from './attempt.js';
import { createEnding } from './ending.js';
import type { Handler } from './flow.js';
import { createSecurity } from './security.js';
import { failureOfSyn, isOpen, observeHandshake, observeIcmp, type Handshake } from './handshake.js';
import { createLineCutter } from './lines.js';
import { ACK, sourceOf, SYN, targetOf, type Packet } from './packet.js';
import { connectionNotes, sideOf } from './facts.js';
import { createPacketSheet, type When } from './sheet.js';
import { createStream } from './stream.js';
import { beginsCommand, beginsReply, isFtpCommand, knownCommand, knownReply } from './verbs.js';

/** A control connection, or what may turn out to be one. */
export interface Control extends Handler {
  readonly conversation: Conversation;
  readonly client: string;
  readonly server: string;
  /** Which end the capture was made at. */
  readonly side: () => Side;
  /** Whether both ends have closed it. */
  readonly closedMs: () => number;
  /** The session; `null` where it was not FTP after all. */
  finish(at: When): Session | null;
}

interface Options {
  readonly file: string;
  readonly handshake: Handshake;
  /** Whether the first packet came from the client. */
  readonly fromClient: boolean;
  /** FTP for certain: by its port, or by a command that nothing else knows. */
  readonly sure: boolean;
  /** TLS from the first byte. */
  readonly implicit: boolean;
  readonly announce: Announce;
}

const clientLeft: Failure = { kind: 'closed', detail: 'the client closed the connection during the handshake' };
const partMissing: Failure = { kind: 'unknown', detail: 'part of the dialogue is missing from the capture' };

/** Follows one control connection from the packet that showed what it is. */
export function createControl(
  first: Packet,
  { file, handshake, fromClient, sure, implicit, announce }: Options,
): Control {
  const client = fromClient ? sourceOf(first) : targetOf(first);
  const server = fromClient ? targetOf(first) : sourceOf(first);
  const clientPort = client.port;
  const began = Number.isNaN(handshake.synMs)
    ? Number.isNaN(handshake.openedMs)
      ? first.ms
      : handshake.openedMs
    : handshake.synMs;
  const sheet = createPacketSheet(file, began);
  const side = (): Side => sideOf(handshake);
  const awaitsGreeting = !implicit && (handshake.syns > 0 || (first.flags & (SYN | ACK)) === SYN);
  const conversation = createConversation(sheet, server, awaitsGreeting, announce, side);
  const lines = {
    client: createLineCutter(decodeText, beginsCommand),
    server: createLineCutter(decodeText, beginsReply),
  };
  const security = createSecurity(sheet, conversation);
  const ending = createEnding(first.ms);
  let opaque = implicit;
  let connected = false;
  let finished = false;
  let refuted = false;
  let proven = sure;
  let commandPackets = 0;
  let strangeCommands = 0;
  let incomplete = false;
  let greeting = '';

  function begin(at: When): void {
    if (connected) return;
    connected = true;
    const value = `${formatEndpoint(client)} ${formatEndpoint(server)}`;
    sheet.put(
      { operation: 'connect', socket: 1, input: formatEndpoint(server), outcome: { ok: true, value }, from: began },
      at,
    );
  }

  const fromTheClient = createStream({
    bytes(bytes, packet) {
      const at = { number: packet.number, ms: packet.ms };
      begin(at);
      if (opaque || conversation.awaitsTls() || (conversation.commands() === 0 && bytes[0] === 22 && bytes[1] === 3)) {
        opaque = true;
        conversation.dropGreeting();
        security.watch('client', bytes, at);
        return;
      }
      commandPackets++;
      for (const line of lines.client.push(bytes)) {
        if (isFtpCommand(line)) {
          if (conversation.answered()) proven = true;
        } else if (!proven && ++strangeCommands > 0 && conversation.commands() === 0) refuted = true;
        conversation.command(line, at, commandPackets);
        commandPackets = lines.client.open() === '' ? 0 : 1;
      }
    },
    gap(length, packet, cut) {
      const known = cut && !opaque ? knownCommand(lines.client.open()) : null;
      missing('client', length, packet, cut);
      commandPackets = 0;
      if (known !== null) conversation.command(known, packet, 1);
    },
  });
  const fromTheServer = createStream({
    bytes(bytes, packet) {
      const at = { number: packet.number, ms: packet.ms };
      begin(at);
      if (opaque) {
        security.watch('server', bytes, at);
        return;
      }
      const complete = lines.server.push(bytes);
      if (complete.length === 0) return;
      if (greeting === '') greeting = complete[0] ?? '';
      conversation.replies(complete, at);
      if (conversation.commands() > 0 && strangeCommands === 0) proven = true;
    },
    gap(length, packet, cut) {
      const known = cut && !opaque ? knownReply(lines.server.open()) : null;
      missing('server', length, packet, cut);
      if (known !== null) conversation.replies([known], packet);
    },
  });

  /** A packet of a control connection is nearly always one line, so a cut one is taken to have held its end. */
  function missing(who: 'client' | 'server', length: number, packet: Packet, cut: boolean): void {
    lines[who].gap(cut);
    incomplete = true;
    conversation.skip();
    if (cut) conversation.note('The snap length cut packets of the control connection; capture with tcpdump -s 0.', []);
    else
      conversation.note(
        `${length} bytes from the ${who} are missing from the capture before packet ${packet.number}.`,
        [],
      );
  }

  /** Writes down that the connection never opened; `false` where nobody waited long enough to tell. */
  function neverOpened(at: When): boolean {
    const failure = failureOfSyn(handshake, at.ms);
    if (handshake.syns === 1 && failure.kind === 'timed-out' && at.ms - handshake.synMs < patienceMs) return false;
    const end = handshake.failure === null ? at : { number: handshake.failedNumber, ms: handshake.failedMs };
    const input = formatEndpoint(server);
    sheet.put({ operation: 'connect', socket: 1, input, outcome: { ok: false, failure }, from: began }, end);
    return true;
  }

  function told(): Told {
    const own = conversation.named();
    // Away from the client its own address is only known from what it says; its packets show the translated one.
    const moved = side() !== 'client' && own !== null && own.host !== client.host;
    const elsewhere = moved || side() === 'server';
    const local = moved ? { host: own.host, port: 0 } : elsewhere ? null : client;
    const seen = elsewhere ? client : null;
    return { to: server, local, seen, name: null, user: conversation.user(), startedMs: began, greeted: true };
  }

  return {
    pinned: () => !finished,
    conversation,
    client: client.host,
    server: server.host,
    side,
    finished: () => finished || (refuted && !proven),
    closedMs: ending.closedMs,
    over: () => !Number.isNaN(ending.closedMs()) || handshake.failure !== null,
    segment(packet, fromA) {
      observeHandshake(handshake, packet, fromA);
      const byClient =
        packet.sourcePort === clientPort && (clientPort !== server.port || sourceOf(packet).host === client.host);
      if (packet.size > 0 && !isOpen(handshake)) {
        handshake.openedNumber = packet.number;
        handshake.openedMs = packet.ms;
      }
      if (isOpen(handshake) && (packet.flags & SYN) !== 0) begin({ number: packet.number, ms: packet.ms });
      const mine = byClient ? fromTheClient : fromTheServer;
      mine.push(packet);
      if ((packet.flags & ACK) !== 0) (byClient ? fromTheServer : fromTheClient).acknowledged(packet.ack, packet);
      const reset = isOpen(handshake) ? ending.take(packet, byClient) : null;
      if (reset !== null) conversation.note(reset, []);
      if (packet.size > 1 && !mine.repeated()) ending.spoke(packet.ms);
    },
    unreachable(packet, { failure, mtu }) {
      if (mtu === null) observeIcmp(handshake, packet, failure);
      else conversation.note(`ICMP on the control connection: ${failure.detail}.`, []);
    },
    finish(at) {
      finished = true;
      if (!connected && (handshake.syns === 0 || (!isOpen(handshake) && !neverOpened(at)))) return null;
      if (isOpen(handshake)) begin(at);
      if (!proven && !(/ftp/i.test(greeting) && strangeCommands === 0)) return null;
      const rest = opaque ? '' : lines.server.open();
      // Another protocol's greeting need not end with a line.
      if (rest !== '' && !conversation.answered()) conversation.replies([rest], at);
      if (opaque) security.abandon(ending.failure() ?? (ending.byClient() ? clientLeft : null), at);
      const until = Number.isNaN(ending.closedMs()) ? at : { number: at.number, ms: ending.closedMs() };
      conversation.close(incomplete ? partMissing : ending.failure(), until, {
        unackedBytes: fromTheClient.unacked(),
        retransmits: fromTheClient.unackedRepeats(),
      });
      const repeats = [fromTheClient.retransmits(), fromTheServer.retransmits()] as const;
      for (const text of connectionNotes(handshake, ...repeats)) conversation.note(text, []);
      return sessionOf(sheet, told());
    },
  };
}
