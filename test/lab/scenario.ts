import type { TwoEnds, Verdict } from '../../src/model/report.js';
import type { Device } from './devices.js';
import type { FtpServer, OtherServer } from './servers/server.js';
import type { Wiring } from './wiring.js';

/** What the second opinion, Python's own FTP client, must say about the network before ftpdoctor is asked. */
export type Fact =
  | 'CONNECT'
  | 'GREETING'
  | 'TLS-GREETING'
  | 'LOGIN'
  | 'PASV'
  | 'PASV-AT-PEER'
  | 'PASV-PORTS'
  | 'PASV-TWICE'
  | 'PASV-LATE'
  | 'EPSV'
  | 'PORT'
  | 'EPRT';
/** What other programs say of the server under TLS: curl, lftp and `openssl s_client`. */
export type TlsFact = 'CURL-TLS' | 'CURL-TLS-PORT' | 'LFTP-TLS' | 'S-CLIENT';
export type Truth = Readonly<Partial<Record<Fact | TlsFact, RegExp>>>;

/** What ftpdoctor must say. No cause may be claimed beyond `first`, `also` and `may`. */
export interface Expectation {
  readonly verdict: Verdict;
  readonly exit: 0 | 1 | 2 | 3;
  /** The first finding of kind cause: one id, or several of which any will do, or `null` for no cause at all. */
  readonly first: string | readonly string[] | null;
  /** Further causes that must be found. */
  readonly also?: readonly string[];
  /** Further causes that may be found: true of this network too, but not what the scenario is about. */
  readonly may?: readonly string[];
  /** Risks and notes that the scenario is about; others may be found as well. */
  readonly notes?: readonly string[];
  /** Risks and notes that must not be found. */
  readonly silent?: readonly string[];
  /** Findings that must be proven, whatever their kind. */
  readonly proven?: readonly string[];
  /** Words that the headline must contain. */
  readonly says?: RegExp;
  /** Seconds of silence that the path bears: the two times in the headline have to lie around them. */
  readonly bears?: number;
  /** Wall time of the whole check. */
  readonly withinSeconds?: number;
  /** How often a password may reach the server (ProFTPD only). */
  readonly passwordsSent?: number;
}

/** The cooperating far end, and what the comparison with it must show. */
export interface FarEnd {
  readonly at: 'server' | 'core';
  /** As it is named on the command line; its IPv4 address unless given. */
  readonly host?: string;
  /** Somebody else has used it before, so that it is known to be reachable. */
  readonly known: boolean;
  /** Sentences about what is not as it should be in the comparison of both ends. */
  readonly complaints?: (both: TwoEnds) => readonly string[];
}

/** One way to break, or not to break, the path; what that provably does; and what the diagnosis has to be. */
export interface Scenario {
  readonly id: string;
  /** A true sentence that the scenario's test asserts. */
  readonly title: string;
  readonly wiring: Wiring;
  readonly server: FtpServer | OtherServer;
  /** A port of the core on which something takes connections and stays silent; `coreRules` lead them there. */
  readonly gatewayPort?: number;
  /** Programs that are part of the path. */
  readonly devices?: readonly Device[];
  /** Another client already holds a connection to the server. */
  readonly occupied?: boolean;
  /** What to check; the server's outside address unless given. */
  readonly target?: string;
  /** A password other than the account's. */
  readonly password?: string;
  /** Further arguments of ftpdoctor. */
  readonly args?: readonly string[];
  /** A reflector to compare with; where it stands on the server's machine there is no other server. */
  readonly farEnd?: FarEnd;
  readonly truth: Truth;
  /** The network counts what the second opinion did, and forgets it after so many milliseconds. */
  readonly forgetsAfterMs?: number;
  /** Seconds the second opinion waits for the network; 2 unless given. */
  readonly patience?: number;
  readonly expect: Expectation;
}

/** The fact that a mode lists the directory of three files. */
export const LISTED = /^listed 3, 226$/;

/** All four modes list. */
export const ALL_LISTED: Truth = { PASV: LISTED, EPSV: LISTED, PORT: LISTED, EPRT: LISTED };
