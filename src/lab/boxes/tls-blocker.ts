import type { Middlebox } from '../middlebox.js';

/** What a device does to keep a control connection from turning to TLS. */
export type Blocking = 'drops' | 'rewrites' | 'slips-in';

/** A device in the path that lets clear FTP pass and minds AUTH TLS. It needs no state: it sees the words. */
export function tlsBlocker({ name, how }: { readonly name: string; readonly how: Blocking }): Middlebox {
  return {
    name,
    outside: [],
    segment({ text, direction }, note) {
      if (direction === 'to-server' && /^AUTH TLS\r\n/i.test(text)) {
        if (how === 'drops') {
          note('drops AUTH TLS');
          return null;
        }
        if (how === 'rewrites') {
          note('turns AUTH into XXXX');
          return text.replace(/^AUTH/i, 'XXXX');
        }
      }
      if (how === 'slips-in' && direction === 'to-client' && text.startsWith('234')) {
        note('slips in a reply in clear behind 234');
        return `${text}220 slipped in\r\n`;
      }
      return text;
    },
  };
}
