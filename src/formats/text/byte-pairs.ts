import { parsePort } from '../../protocol/active.js';
import { formatEndpoint } from '../../protocol/address.js';
import { parse227, parse229 } from '../../protocol/passive.js';

/** A longer line names no address that anyone connects to. */
const longest = 1000;

/**
 * The address in a wire line, spelt out: a 227 reply or a PORT command (RFC 959 section 4.1.2) with the arithmetic of
 * its port, `10.0.0.10:50000, 195 x 256 + 80`; a 229 reply (RFC 2428 section 3) with its port. `null` for any other
 * line, and where the numbers make no address.
 */
export function decodedPairs(line: string): string | null {
  const reply = { code: Number(line.slice(0, 3)), lines: [line] };
  if (reply.code === 229) {
    const parsed = parse229(reply);
    if (!parsed.ok) return null;
    const { host, port } = parsed.endpoint;
    return host === null ? `port ${port}, at the address of the control connection` : formatEndpoint({ host, port });
  }
  const command = /^PORT /i.test(line) ? parsePort(line.slice(5, longest)) : null;
  const parsed = reply.code === 227 ? parse227(reply) : command;
  if (parsed?.ok !== true || parsed.endpoint.host === null) return null;
  const { host, port } = parsed.endpoint;
  return `${formatEndpoint({ host, port })}, ${port >> 8} x 256 + ${port & 0xff}`;
}
