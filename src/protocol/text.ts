const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text: UTF-8 where they are valid UTF-8 (RFC 2640), else byte for byte as Latin-1, so nothing is lost. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    // Not TextDecoder('latin1'): that one is Windows-1252, which moves the C1 controls a sanitiser must see.
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }
}
