import { readAddress, readAddressAndPort } from '../disclosed.js';
import type { ServerMeaning, ServerText } from '../server-text.js';

/** Commands by what they are about. */
export const verbs = {
  active: ['PORT', 'EPRT', 'LPRT'],
  passive: ['PASV', 'EPSV', 'LPSV', 'SPSV'],
  transfer: ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE'],
  /** `''` is the greeting. */
  login: ['', 'HOST', 'USER', 'PASS', 'ACCT'],
} as const;

/** A text by which servers give a reason, and what it means. */
export interface Pattern {
  /** The commands it answers, `null` for any. The same words mean different things behind PORT and behind LIST. */
  readonly answers: readonly string[] | null;
  /** The codes it comes with, any if absent. */
  readonly codes?: readonly number[];
  readonly says: RegExp;
  readonly means: ServerMeaning | Reader;
}

/** Makes more of a match than its meaning. */
export type Reader = (match: RegExpExecArray) => ServerText;

const errnos =
  /Connection refused|Connection timed out|Connection reset|No route to host|Host is (?:down|unreachable)|Network is (?:down|unreachable)|Permission denied|Operation not permitted|(?:Cannot|Can't) assign requested address|Address already in use|Invalid argument|E(?:CONNREFUSED|TIMEDOUT|HOSTUNREACH|NETUNREACH|ADDRINUSE|ADDRNOTAVAIL|ACCES|PERM)\b/i;

/** The meaning, with the words of the server's operating system where the text quotes them. */
export function withErrno(meaning: ServerMeaning, match: RegExpExecArray, more: Partial<ServerText> = {}): ServerText {
  const errno = errnos.exec(match.input)?.[0];
  return { meaning, ...more, ...(errno === undefined ? {} : { errno }) };
}

/** Reads the two addresses of a text: the one that arrived, and the one the server sees. What is no address is left out. */
export function twoAddresses(meaning: ServerMeaning): Reader {
  return ([, first = '', second = '']) => {
    const received = readAddress(first);
    const seenAs = readAddress(second);
    return {
      meaning,
      ...(received === null ? {} : { received: { host: received, port: null } }),
      ...(seenAs === null ? {} : { seenAs }),
    };
  };
}

/** Reads the address and port that arrived. */
export function arrived(meaning: ServerMeaning): Reader {
  return ([, text = '']) => {
    const received = readAddressAndPort(text);
    return received === null ? { meaning } : { meaning, received };
  };
}
