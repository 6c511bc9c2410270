/** Cuts the bytes of one direction of a control connection into lines. */
export interface LineCutter {
  /** The complete lines, without their ends, that these bytes finish. */
  push(bytes: Uint8Array): string[];
  /** Drops the line that is open: part of it is missing. `whole` says that a line ended in what is missing. */
  gap(whole: boolean): void;
  /** The line that is open. */
  open(): string;
}

const longestLine = 4096;
const LF = 10;
const CR = 13;
const IAC = 255;

/**
 * Lines longer than 4096 bytes are cut there. Telnet commands (RFC 854) are dropped. `begins` tells whether bytes look
 * like the beginning of a line.
 */
export function createLineCutter(
  decode: (bytes: Uint8Array) => string,
  begins: (bytes: Uint8Array) => boolean,
): LineCutter {
  let line = new Uint8Array(512);
  let length = 0;
  let broken = false;
  let telnet = 0;

  function add(byte: number): void {
    if (length === longestLine) return;
    if (length === line.length) {
      const larger = new Uint8Array(length * 2);
      larger.set(line);
      line = larger;
    }
    line[length++] = byte;
  }
  function text(): string {
    const end = length > 0 && line[length - 1] === CR ? length - 1 : length;
    return decode(line.subarray(0, end));
  }

  return {
    push(bytes) {
      const lines: string[] = [];
      // What comes after a loss and looks like the beginning of a line is one.
      if (broken && begins(bytes)) broken = false;
      for (const byte of bytes) {
        if (telnet > 0) {
          // WILL, WONT, DO and DONT take one byte more.
          telnet = telnet === 1 && byte >= 251 && byte <= 254 ? 2 : 0;
        } else if (byte === IAC) telnet = 1;
        else if (byte !== LF) add(byte);
        else {
          if (!broken) lines.push(text());
          broken = false;
          length = 0;
        }
      }
      return lines;
    },
    gap(whole) {
      broken = !whole;
      length = 0;
    },
    open: () => (broken ? '' : text()),
  };
}
