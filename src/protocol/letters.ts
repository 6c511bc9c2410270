/** `a` stands for 0, `p` for 15. */
const first = 0x61;

/**
 * Bytes as lower-case letters, two for each byte. No ALG finds an address, a port or a reply code in letters, so what is
 * said this way arrives as it was sent.
 */
export function toLetters(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(first + (byte >> 4), first + (byte & 15));
  return text;
}

/** Reads what `toLetters` writes; `null` for anything else. */
export function fromLetters(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[a-p]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = ((text.charCodeAt(2 * at) - first) << 4) | (text.charCodeAt(2 * at + 1) - first);
  }
  return bytes;
}

/** A value as JSON in letters. */
export function jsonToLetters(value: unknown): string {
  return toLetters(new TextEncoder().encode(JSON.stringify(value)));
}

/** The value in letters; `undefined` where they hold no JSON. The caller checks its shape. */
export function jsonFromLetters(text: string): unknown {
  const bytes = fromLetters(text);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
