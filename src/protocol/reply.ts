import type { Reply } from '../model/observations.js';
import { createTelnetFilter } from './telnet.js';
import { decodeText } from './text.js';

/** What a stream of bytes turned out to hold. */
export type ReplyItem =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** A complete line outside a reply that does not begin with a reply code: another protocol speaks here. */
  | { readonly kind: 'foreign'; readonly text: string }
  /** The beginning of a reply above the cap; the rest of its line was dropped. */
  | { readonly kind: 'overflow'; readonly text: string };

/** Makes replies out of the pieces in which they arrive. */
export interface ReplyReader {
  push(bytes: Uint8Array): ReplyItem[];
  /** Text received that does not yet form a reply. */
  pending(): string;
}

const LF = 0x0a;
const CR = 0x0d;
const shownOfOverflow = 200;

/** A buffer for one line that grows by doubling, so that its cost stays linear for any size of pieces. */
function createLine(): { add(byte: number): void; text(): string; clear(): void } {
  let bytes = new Uint8Array(256);
  let length = 0;
  return {
    add(byte) {
      if (length === bytes.length) {
        const larger = new Uint8Array(length * 2);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[length++] = byte;
    },
    text() {
      let end = length;
      while (end > 0 && bytes[end - 1] === CR) end--;
      return decodeText(bytes.subarray(0, end));
    },
    clear() {
      length = 0;
    },
  };
}

/**
 * Reads replies (RFC 959 section 4.2) from a stream, the same ones however it is cut. Lines end with LF, CR before it
 * or not; Telnet commands are dropped. After a reply above the cap it goes on at the next line.
 */
export function createReplyReader({ maxReplyBytes = 65_536 }: { maxReplyBytes?: number } = {}): ReplyReader {
  const line = createLine();
  let items: ReplyItem[] = [];
  let open: { readonly code: string; readonly lines: string[] } | null = null;
  let size = 0;
  let skipping = false;

  function endLine(text: string): void {
    if (open !== null) {
      open.lines.push(text);
      const last = text.startsWith(open.code) && (text.length === 3 || text[3] === ' ');
      if (!last) return;
      items.push({ kind: 'reply', reply: { code: Number(open.code), lines: open.lines } });
      open = null;
      return;
    }
    const code = /^[1-6]\d\d(?=[ -]|$)/.exec(text)?.[0];
    // Empty lines between replies are a habit of some servers and say nothing.
    if (code === undefined) {
      if (text !== '') items.push({ kind: 'foreign', text });
    } else if (text[3] === '-') open = { code, lines: [text] };
    else items.push({ kind: 'reply', reply: { code: Number(code), lines: [text] } });
  }

  function overflow(): void {
    const text = open?.lines[0] ?? line.text();
    items.push({ kind: 'overflow', text: text.slice(0, shownOfOverflow) });
    open = null;
    skipping = true;
    line.clear();
  }

  const filter = createTelnetFilter((byte) => {
    if (!skipping && ++size > maxReplyBytes) overflow();
    if (byte === LF) {
      const text = line.text();
      if (!skipping) endLine(text);
      // What says nothing counts towards the next reply: who sends only that would be read for ever.
      if (skipping || (open === null && text !== '')) size = 0;
      skipping = false;
      line.clear();
    } else if (!skipping) line.add(byte);
  });

  return {
    push(bytes) {
      items = [];
      for (const byte of bytes) filter(byte);
      return items;
    },
    pending: () => [...(open?.lines ?? []), line.text()].join('\n'),
  };
}
