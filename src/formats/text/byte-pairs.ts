import { hostPort } from './target.js';

const sixNumbers = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/;

/** The one number between `|||` and `|` of a 229 reply (RFC 2428 section 3), whatever the delimiter. */
const extendedPort = /\(([!-/:-~])\1\1(\d{1,5})\1\)/;

/**
 * The arithmetic of a wire line that names an address and port by byte pairs, a 227 reply or a PORT command (RFC 959
 * section 4.1.2): `10.0.0.10:50000, 195 x 256 + 80`. A 229 reply gives its port. `null` for any other line, and where
 * the numbers are no bytes.
 */
export function decodedPairs(line: string): string | null {
  if (line.startsWith('229')) {
    const port = extendedPort.exec(line)?.[2];
    return port === undefined ? null : `port ${Number(port)}, at the address of the control connection`;
  }
  if (!line.startsWith('227') && !/^PORT /i.test(line)) return null;
  // The reply code is not part of the address where a server leaves out the text.
  const bytes = sixNumbers.exec(line.slice(4))?.slice(1).map(Number) ?? [];
  const [a, b, c, d, high, low] = bytes;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (high === undefined || low === undefined || bytes.some((byte) => byte > 255)) return null;
  return `${hostPort({ host: [a, b, c, d].join('.'), port: high * 256 + low })}, ${high} x 256 + ${low}`;
}
