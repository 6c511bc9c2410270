import type { Reply } from '../model/observations.js';
import { decodeText } from './text.js';

export type ReplyItem =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'overflow'; readonly text: string };

export interface ReplyReader {
  push(bytes: Uint8Array): ReplyItem[];
  /** Text received that does not yet form a reply. */
  pending(): string;
}

const LF = 0x0a;
const CR = 0x0d;

/** Reads replies (RFC 959 section 4.2) from a stream, however it is cut. A reply above the cap is an `overflow`. */
export function createReplyReader({ maxReplyBytes = 65_536 }: { maxReplyBytes?: number } = {}): ReplyReader {
  let line: number[] = [];
  let lines: string[] = [];
  let code = '';
  let size = 0;

  function end(text: string): ReplyItem | null {
    const match = /^(\d{3})([ -]|$)/.exec(text);
    if (code === '') {
      if (match === null) return text === '' ? null : { kind: 'foreign', text };
      if (match[2] !== '-') return { kind: 'reply', reply: { code: Number(match[1]), lines: [text] } };
      code = match[1] ?? '';
      lines = [text];
      return null;
    }
    lines.push(text);
    if (match === null || match[1] !== code || match[2] === '-') return null;
    const reply = { code: Number(code), lines };
    code = '';
    lines = [];
    return { kind: 'reply', reply };
  }

  return {
    push(bytes) {
      const items: ReplyItem[] = [];
      for (const byte of bytes) {
        if (byte === LF) {
          if (line.at(-1) === CR) line.pop();
          const text = decodeText(Uint8Array.from(line));
          line = [];
          const item = size > maxReplyBytes ? null : end(text);
          if (code === '') size = 0;
          if (item !== null) items.push(item);
          continue;
        }
        size++;
        if (size <= maxReplyBytes) line.push(byte);
        else if (size === maxReplyBytes + 1) {
          items.push({ kind: 'overflow', text: decodeText(Uint8Array.from(line)).slice(0, 200) });
          code = '';
          lines = [];
        }
      }
      return items;
    },
    pending: () => [...lines, decodeText(Uint8Array.from(line))].join('\n'),
  };
}
