import type { Failure } from '../../model/network.js';
import type { Conversation } from './conversation.js';
import type { PacketSheet, When } from './sheet.js';
import { createTlsWatch } from './tls-watch.js';

/** The TLS handshake on a control connection. */
export interface Security {
  watch(who: 'client' | 'server', bytes: Uint8Array, at: When): void;
  /** Writes down that it never came to its end; `why` where the connection told. */
  abandon(why: Failure | null, at: When): void;
}

/** Writes the handshake's end into the sheet, once. What the handshake agreed on is not read. */
export function createSecurity(sheet: PacketSheet, conversation: Conversation): Security {
  const ends = { client: createTlsWatch(), server: createTlsWatch() };
  let decided = false;

  function decide(failure: Failure | null, at: When): void {
    if (decided) return;
    decided = true;
    const outcome = failure === null ? { ok: true as const, value: 'null' } : { ok: false as const, failure };
    const seq = sheet.put({ operation: 'secure', socket: 1, outcome }, at);
    if (failure !== null) return;
    conversation.note('From here on the control connection is encrypted; a capture cannot show what follows.', [seq]);
  }

  return {
    watch(who, bytes, at) {
      if (decided) return;
      ends[who].push(bytes);
      const alert = ends.client.alert() ?? ends.server.alert();
      if (alert !== null) decide(alert, at);
      else if (ends.client.done() && ends.server.done()) decide(null, at);
    },
    abandon(why, at) {
      decide(why ?? { kind: 'unknown', detail: 'the capture ends during the handshake' }, at);
    },
  };
}
