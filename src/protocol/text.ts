let strict: InstanceType<typeof TextDecoder> | null = null;
/** Above this the decoder is faster. */
const shortText = 4096;

/** Bytes at the end that begin a UTF-8 character and do not finish it; 0 where there are none. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  return 0;
}

/** `decodeText` for a stream: a character that a segment cuts in two is kept for the next one. */
export function createTextStream(): (bytes: Uint8Array) => string {
  let kept = new Uint8Array(0);
  return (bytes) => {
    const all = new Uint8Array(kept.length + bytes.length);
    all.set(kept);
    all.set(bytes, kept.length);
    const cut = all.length - unfinished(all);
    kept = all.slice(cut);
    return decodeText(all.subarray(0, cut));
  };
}

/** Each byte as the character of its number: ASCII, and else Latin-1. */
function byteByByte(bytes: Uint8Array): string {
  // Not TextDecoder('latin1'): that one is Windows-1252, which moves the C1 controls a sanitiser must see.
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function isAscii(bytes: Uint8Array): boolean {
  // Not `every`, which takes many times as long.
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Bytes as text: UTF-8 where they are valid UTF-8 (RFC 2640), else byte for byte as Latin-1, so nothing is lost. */
export function decodeText(bytes: Uint8Array): string {
  // Most of what servers say is ASCII, and a decoder takes longer to be made than a session's text to be read.
  if (bytes.length <= shortText && isAscii(bytes)) return byteByByte(bytes);
  strict ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return strict.decode(bytes);
  } catch {
    return byteByByte(bytes);
  }
}
