import type { Failure } from '../../model/network.js';
import { formatEndpoint } from '../../protocol/address.js';
import { decodeText } from '../../protocol/text.js';
import { sessionOf } from '../log/transcript.js';
import type { Session, Side } from '../source.js';
import { createConversation, type Announce, type Conversation } from './conversation.js';
import type { Handler } from './flow.js';
import { failureOfSyn, isOpen, observeHandshake, observeIcmp, seconds, type Handshake } from './handshake.js';
import { createLineCutter } from './lines.js';
import { FIN, RST, sourceOf, SYN, targetOf, type Packet } from './packet.js';
import { connectionNotes, sideOf } from './facts.js';
import { createPacketSheet, type When } from './sheet.js';
import { createStream } from './stream.js';
import { createTlsWatch } from './tls-watch.js';
import { isFtpCommand } from './verbs.js';

/** A control connection, or what may turn out to be one. */
export interface Control extends Handler {
  readonly conversation: Conversation;
  readonly client: string;
  readonly server: string;
  /** Which end the capture was made at. */
  readonly side: () => Side;
  /** Whether it was shown not to be FTP. */
  readonly refuted: () => boolean;
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

const idleMs = 30_000;

/** Follows one control connection from the packet that showed what it is. */
export function createControl(first: Packet, { file, handshake, fromClient, sure, implicit, announce }: Options): Control {
  const client = fromClient ? sourceOf(first) : targetOf(first);
  const server = fromClient ? targetOf(first) : sourceOf(first);
  const clientPort = client.port;
  const began = Number.isNaN(handshake.synMs) ? (Number.isNaN(handshake.openedMs) ? first.ms : handshake.openedMs) : handshake.synMs;
  const sheet = createPacketSheet(file, began);
  const side = (): Side => sideOf(handshake);
  const conversation = createConversation(sheet, server, handshake.syns > 0 && !implicit, announce, side);
  const lines = { client: createLineCutter(decodeText), server: createLineCutter(decodeText) };
  const tls = { client: createTlsWatch(), server: createTlsWatch() };
  let opaque = implicit;
  let secured = false;
  let connected = false;
  let refuted = false;
  let proven = sure;
  let commandPackets = 0;
  let strangeCommands = 0;
  let lastMs = first.ms;
  let closedMs = Number.NaN;
  let ending: Failure | null = null;
  const fins = { client: false, server: false };
  let greeting = '';

  function begin(at: When): void {
    if (connected) return;
    connected = true;
    const value = `${formatEndpoint(client)} ${formatEndpoint(server)}`;
    sheet.put({ operation: 'connect', socket: 1, input: formatEndpoint(server), outcome: { ok: true, value }, from: began }, at);
  }

  function secure(failure: Failure | null, at: When): void {
    if (secured) return;
    secured = true;
    sheet.put({ operation: 'secure', socket: 1, outcome: failure === null ? { ok: true, value: 'null' } : { ok: false, failure } }, at);
    if (failure === null) conversation.note('From here on the control connection is encrypted; a capture cannot show what follows.', [sheet.length()]);
  }

  function watch(who: 'client' | 'server', bytes: Uint8Array, at: When): void {
    if (secured) return;
    tls[who].push(bytes);
    const alert = tls.client.alert() ?? tls.server.alert();
    if (alert !== null) secure(alert, at);
    else if (tls.client.done() && tls.server.done()) secure(null, at);
  }

  const fromTheClient = createStream({
    bytes(bytes, packet) {
      const at = { number: packet.number, ms: packet.ms };
      begin(at);
      if (opaque || conversation.awaitsTls() || (conversation.commands() === 0 && bytes[0] === 22 && bytes[1] === 3)) {
        opaque = true;
        watch('client', bytes, at);
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
    gap(length, packet) {
      lines.client.gap();
      conversation.note(`${length} bytes from the client are missing from the capture before packet ${packet.number}.`, []);
    },
  });
  const fromTheServer = createStream({
    bytes(bytes, packet) {
      const at = { number: packet.number, ms: packet.ms };
      begin(at);
      if (opaque) {
        watch('server', bytes, at);
        return;
      }
      const complete = lines.server.push(bytes);
      if (complete.length === 0) return;
      if (greeting === '') greeting = complete[0] ?? '';
      conversation.replies(complete, at);
      if (conversation.commands() > 0 && strangeCommands === 0) proven = true;
    },
    gap(length, packet) {
      lines.server.gap();
      conversation.note(`${length} bytes from the server are missing from the capture before packet ${packet.number}.`, []);
    },
  });

  function closing(packet: Packet, byClient: boolean): void {
    const idle = packet.ms - lastMs;
    if ((packet.flags & RST) !== 0 && isOpen(handshake)) {
      const who = byClient ? 'client' : 'server';
      const orderly = fins.client || fins.server;
      if (Number.isNaN(closedMs)) closedMs = packet.ms;
      if (orderly) return;
      ending = byClient ? null : { kind: 'reset', detail: `RST from the server, ${seconds(idle)} after the last line` };
      const long = idle >= idleMs ? `; it had been idle for ${seconds(idle)}` : '';
      conversation.note(`The ${who} (or a device in its name) reset the control connection in packet ${packet.number}${long}.`, []);
    } else if ((packet.flags & FIN) !== 0) {
      fins[byClient ? 'client' : 'server'] = true;
      if (!byClient) ending ??= { kind: 'closed', detail: 'FIN' };
      if (fins.client && fins.server && Number.isNaN(closedMs)) closedMs = packet.ms;
    }
  }

  return {
    pinned: true,
    conversation,
    client: client.host,
    server: server.host,
    side,
    refuted: () => refuted && !proven,
    closedMs: () => closedMs,
    over: () => !Number.isNaN(closedMs) || handshake.failure !== null,
    segment(packet, fromA) {
      observeHandshake(handshake, packet, fromA);
      const byClient = packet.sourcePort === clientPort && (clientPort !== server.port || sourceOf(packet).host === client.host);
      if (packet.size > 0 && !isOpen(handshake)) {
        handshake.openedNumber = packet.number;
        handshake.openedMs = packet.ms;
      }
      if (isOpen(handshake) && (packet.flags & SYN) !== 0) begin({ number: packet.number, ms: packet.ms });
      const mine = byClient ? fromTheClient : fromTheServer;
      mine.push(packet);
      (byClient ? fromTheServer : fromTheClient).acknowledged(packet.ack, packet);
      if ((packet.flags & (FIN | RST)) !== 0) closing(packet, byClient);
      if (packet.size > 1 && !mine.repeated()) lastMs = packet.ms;
    },
    unreachable(packet, { failure, mtu }) {
      if (mtu === null) observeIcmp(handshake, packet, failure);
      else conversation.note(`ICMP on the control connection: ${failure.detail}.`, []);
    },
    finish(at) {
      if (!connected) {
        if (handshake.syns === 0) return null;
        const failure = isOpen(handshake) ? null : failureOfSyn(handshake, at.ms);
        const end = handshake.failure === null ? at : { number: handshake.failedNumber, ms: handshake.failedMs };
        if (failure !== null && failure.kind === 'timed-out' && handshake.syns === 1 && at.ms - handshake.synMs < 3000) return null;
        if (failure === null) begin(at);
        else sheet.put({ operation: 'connect', socket: 1, input: formatEndpoint(server), outcome: { ok: false, failure }, from: began }, end);
      }
      if (!proven && !(/ftp/i.test(greeting) && strangeCommands === 0)) return null;
      const rest = opaque ? '' : lines.server.open();
      // Another protocol's greeting need not end with a line.
      if (rest !== '' && !conversation.answered()) conversation.replies([rest], at);
      if (opaque && !secured) secure(ending ?? (fins.client ? { kind: 'closed', detail: 'the client closed the connection during the handshake' } : { kind: 'unknown', detail: 'the capture ends during the handshake' }), at);
      const until = Number.isNaN(closedMs) ? at : { number: at.number, ms: closedMs };
      conversation.close(ending, until, { unackedBytes: fromTheClient.unacked(), retransmits: fromTheClient.unackedRepeats() });
      for (const text of connectionNotes(handshake, fromTheClient.retransmits(), fromTheServer.retransmits())) conversation.note(text, []);
      const seenBy = side();
      const own = conversation.named();
      const moved = seenBy !== 'client' && own !== null && own.host !== client.host;
      const session = sessionOf(sheet, {
        to: server,
        local: moved ? { host: own.host, port: 0 } : seenBy === 'server' ? null : client,
        seen: moved || seenBy === 'server' ? client : null,
        name: null,
        user: conversation.user(),
        startedMs: began,
        greeted: true,
      });
      return session;
    },
  };
}
