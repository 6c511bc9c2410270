const IAC = 0xff;
const SE = 0xf0;
const SB = 0xfa;
const WILL = 0xfb;
const LF = 0x0a;

/**
 * Takes the Telnet commands (RFC 854) out of a byte stream, however it is cut, and passes on the text. A byte 0xFF that
 * no command follows is text: servers that send Latin-1 names do not double it. A line end also ends a subnegotiation,
 * so that nothing can swallow the replies after it.
 */
export function createTelnetFilter(text: (byte: number) => void): (byte: number) => void {
  let state: 'text' | 'command' | 'option' | 'sub' | 'sub-command' = 'text';

  function command(byte: number): void {
    state = byte === SB ? 'sub' : byte >= WILL && byte < IAC ? 'option' : 'text';
    if (byte >= SE && byte < IAC) return;
    text(IAC);
    // A doubled 0xFF is one byte of text.
    if (byte !== IAC) text(byte);
  }

  return (byte) => {
    switch (state) {
      case 'text':
        if (byte === IAC) state = 'command';
        else text(byte);
        return;
      case 'command':
        command(byte);
        return;
      case 'option':
        state = 'text';
        return;
      case 'sub-command':
        state = byte === SE ? 'text' : 'sub';
        return;
      case 'sub':
        if (byte === IAC) state = 'sub-command';
        if (byte !== LF) return;
        state = 'text';
        text(byte);
    }
  };
}
