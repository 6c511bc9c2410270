import type { Flow, Handler } from './flow.js';
import { createHandshake, observeHandshake, type Handshake } from './handshake.js';
import type { Packet } from './packet.js';
import { isClientHello, signOf } from './verbs.js';

/** What a connection turned out to be. */
export interface Verdict {
  readonly fromClient: boolean;
  readonly sure: boolean;
}

const implicitPort = 990;
/** A connection that was there before the capture began is looked at for so many packets with a payload. */
const looks = 16;

/**
 * Watches a connection until its payload tells what it is. `become` hears that it may be FTP and takes it over.
 */
export function createNewcomer(
  become: (packet: Packet, flow: Flow, handshake: Handshake, verdict: Verdict) => void,
): Handler {
  const handshake = createHandshake();
  let seen = 0;

  function look(packet: Packet, fromA: boolean): Verdict | null {
    const fromClient = handshake.clientIsA === null ? null : fromA === handshake.clientIsA;
    if (isClientHello(packet)) {
      return packet.targetPort === implicitPort ? { fromClient: true, sure: true } : null;
    }
    const sign = signOf(packet);
    if (sign === 'none') return null;
    const byClient = sign.startsWith('client');
    // A command from the server's end, or a reply from the client's, is another protocol.
    if (fromClient !== null && fromClient !== byClient) return null;
    return { fromClient: byClient, sure: sign.endsWith('sure') };
  }

  return {
    pinned: () => false,
    finished: () => false,
    over: () => handshake.failure !== null,
    segment(packet, fromA, flow) {
      observeHandshake(handshake, packet, fromA);
      if (packet.size === 0) return;
      const verdict = look(packet, fromA);
      if (verdict !== null) become(packet, flow, handshake, verdict);
      else if (handshake.clientIsA !== null || ++seen >= looks) flow.handler = null;
    },
    unreachable: () => undefined,
  };
}
