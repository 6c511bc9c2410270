import type { Reply } from '../model/observations.js';

/** Letters or signs in place of numbers, such as `(x,x,x,x,195,80)`, `(***,***,***,***,***,***)` or `(h1,h2,h3,h4,p1,p2)`. */
const masked = /(?:(?:\d{1,3}|[a-z]{1,3}\d?|[*#_?.…]{1,5})\s?,\s?){5}(?:\d{1,3}|[a-z]{1,3}\d?|[*#_?.…]{1,5})/i;
const longest = 500;

/**
 * Whether whoever wrote down this 227 or 229 left the address out or made it unreadable: then nothing is known of it,
 * which is not the same as a reply that is wrong.
 */
export function isWithheld({ code, lines }: Reply): boolean {
  if (code !== 227 && code !== 229) return false;
  const texts = lines.map((line) => line.slice(3, longest).trim());
  if (texts.every((text) => text === '')) return true;
  return texts.some((text) => {
    const found = masked.exec(text)?.[0];
    return (
      (found !== undefined && /[^\d\s,]/.test(found)) ||
      /\(\|{3}[*#x]{1,5}\|\)|[<[{](?:ip|redacted|removed|hidden|address)\b/i.test(text)
    );
  });
}
