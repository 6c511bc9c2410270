import type { Failure } from '../../model/network.js';
import { seconds } from './handshake.js';
import { FIN, RST, type Packet } from './packet.js';

/** How an open connection ends. */
export interface Ending {
  /** Takes in a packet with FIN or RST; answers a sentence about a reset, `null` for an orderly end. */
  take(packet: Packet, byClient: boolean): string | null;
  /** Takes in the time of a packet that said something. */
  spoke(ms: number): void;
  /** What the client would have been told while it waited for the server; `null` where the server ended nothing. */
  readonly failure: () => Failure | null;
  readonly byClient: () => boolean;
  /** When both ends had closed it, in milliseconds since 1970; NaN until then. */
  readonly closedMs: () => number;
}

const idleMs = 30_000;

/** Follows FIN and RST on a control connection, and how long nothing was said before. */
export function createEnding(beganMs: number): Ending {
  const fins = { client: false, server: false };
  let lastMs = beganMs;
  let closedMs = Number.NaN;
  let failure: Failure | null = null;

  function close(ms: number): void {
    if (Number.isNaN(closedMs)) closedMs = ms;
  }

  return {
    take({ flags, ms, number }, byClient) {
      if ((flags & RST) !== 0) {
        close(ms);
        if (fins.client || fins.server) return null;
        const idle = ms - lastMs;
        if (!byClient) failure = { kind: 'reset', detail: `RST from the server, ${seconds(idle)} after the last line` };
        const long = idle >= idleMs ? `; it had been idle for ${seconds(idle)}` : '';
        const who = byClient ? 'client' : 'server';
        return `The ${who} (or a device in its name) reset the control connection in packet ${number}${long}.`;
      }
      if ((flags & FIN) === 0) return null;
      fins[byClient ? 'client' : 'server'] = true;
      if (!byClient) failure ??= { kind: 'closed', detail: 'FIN' };
      if (fins.client && fins.server) close(ms);
      return null;
    },
    spoke(ms) {
      lastMs = ms;
    },
    failure: () => failure,
    byClient: () => fins.client,
    closedMs: () => closedMs,
  };
}
