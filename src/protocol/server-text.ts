import type { Reply } from '../model/observations.js';
import patterns from './server-words/index.js';

export { classifyForeignGreeting, decodeGreeting, type ForeignService, isFtpGreeting } from './greeting.js';
export { decodeCalled, decodeEstablished, decodeOpening, decodeStat, type ServerStatus } from './status-text.js';

/**
 * What a refusal says about itself beyond its code. A closed vocabulary.
 *
 * - `foreign-address`: PORT or EPRT names an address that is not the client's as the server sees it.
 * - `privileged-port`: PORT or EPRT names a port below 1024, which the server will not call (RFC 2577 section 3).
 * - `active-disabled`, `passive-disabled`: the commands of that mode are switched off.
 * - `data-peer-rejected`: a data connection came from another address than the control connection.
 * - `connect-back-failed`: no data connection came about. After PORT the server could not call the client; after PASV
 *   some servers use the same words when the client did not come.
 * - `data-never-arrived`: the server waited for the client's data connection in vain.
 * - `tls-resumption`: the data connection must resume the TLS session of the control connection.
 * - `tls-data-required`: the data connection must be encrypted (PROT P, RFC 4217 section 9).
 * - `tls-required`: the login must be encrypted.
 * - `range-exhausted`: no free port to listen on.
 * - `bind-failed`: the server could not make its own end of the data connection for another reason.
 * - `wrong-family`: the command is for another address family (522 of RFC 2428).
 * - `no-data-setup`: LIST without a PASV or PORT that counts.
 * - `idle-timeout`: a timer of the server's own ran out.
 * - `too-busy`: a limit of clients, or of connections from one address.
 * - `login`: this user, password or client is not let in, or not yet.
 * - `misconfigured`: the server complains about its own settings.
 */
export type ServerMeaning =
  | 'foreign-address'
  | 'privileged-port'
  | 'active-disabled'
  | 'passive-disabled'
  | 'data-peer-rejected'
  | 'connect-back-failed'
  | 'data-never-arrived'
  | 'tls-resumption'
  | 'tls-data-required'
  | 'tls-required'
  | 'range-exhausted'
  | 'bind-failed'
  | 'wrong-family'
  | 'no-data-setup'
  | 'idle-timeout'
  | 'too-busy'
  | 'login'
  | 'misconfigured';

/** An address some text of a server discloses; `port` is `null` where it names none. */
export interface Disclosed {
  readonly host: string;
  readonly port: number | null;
}

/** A decoded refusal: its meaning, and what it discloses. */
export interface ServerText {
  readonly meaning: ServerMeaning;
  /** What arrived at the server: the endpoint in PORT or EPRT, or the source of a data connection it rejected. */
  readonly received?: Disclosed;
  /** The port in PORT or EPRT as it arrived, where the server names only that. */
  readonly receivedPort?: number;
  /** Our address as the server sees it. */
  readonly seenAs?: string;
  readonly seenPort?: number;
  /** The server's own end, as the server sees it. */
  readonly serverInside?: Disclosed;
  readonly serverPort?: number;
  /** The words of the server's operating system. */
  readonly errno?: string;
}

/** The text of a reply without its codes, on one line, and no more of it than is worth looking at. */
function wordsOf({ code, lines }: Reply): string {
  const prefix = String(code);
  return lines
    .slice(0, 50)
    .map((line) => (line.startsWith(prefix) ? line.slice(4) : line).slice(0, 500).trim())
    .join(' ')
    .slice(0, 2000);
}

/**
 * What a refusal (4xx, 5xx) means beyond its code, for the verb it answers; `''` is the greeting. `null` where it says
 * no more than its code does. The words are the server's: believe them no more than you believe the server.
 */
export function decodeReply(reply: Reply, command: string): ServerText | null {
  if (!(reply.code >= 400 && reply.code < 600)) return null;
  const verb = command.trim().slice(0, 20).toUpperCase().split(/\s/, 1)[0] ?? '';
  const words = wordsOf(reply);
  for (const { answers, codes, says, means } of patterns) {
    if (answers !== null && !answers.includes(verb)) continue;
    if (codes !== undefined && !codes.includes(reply.code)) continue;
    const match = says.exec(words);
    if (match !== null) return typeof means === 'string' ? { meaning: means } : means(match);
  }
  return null;
}
