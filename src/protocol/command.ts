/**
 * A command line as bytes, CR LF added (RFC 959 section 5.3). Throws on CR, LF or NUL inside: they would start a command
 * of their own.
 */
export function encodeCommand(line: string): Uint8Array {
  if (/[\r\n\0]/.test(line)) throw new RangeError('a command must not contain CR, LF or NUL');
  // UTF-8 never produces the byte 0xFF, so nothing can be taken for Telnet IAC and needs doubling.
  return new TextEncoder().encode(`${line}\r\n`);
}

/** Cuts the argument of PASS and ACCT, in every line of the text. The verb stays, also where nothing follows it. */
export function maskSecrets(text: string): string {
  return text.replace(/^([ \t]*(?:PASS|ACCT)[ \t])[^\r\n]*/gim, '$1****');
}
