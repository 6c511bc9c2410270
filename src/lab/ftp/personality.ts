import type { Endpoint } from '../../model/network.js';

/** Where a data connection stands when a transfer begins. */
export interface Opening {
  readonly mode: 'passive' | 'active';
  /** The passive port, or the port that the client named. */
  readonly port: number;
  readonly alreadyOpen: boolean;
}

/** What a server product tells about a session in its answer to STAT. */
export interface SessionFacts {
  readonly user: string | null;
  readonly local: Endpoint;
  readonly peer: Endpoint;
  /** The address that the server was told to announce; `null` unless it was. */
  readonly advertised: string | null;
}

/** The ways of one server product: its words, and what it does where products differ. Lines are complete replies. */
export interface Personality {
  readonly product: string;
  readonly greeting: (facts: SessionFacts) => readonly string[];
  readonly system: string;
  features(tls: boolean): readonly string[];
  status(facts: SessionFacts): readonly string[];
  askPassword(user: string): string;
  readonly welcome: string;
  readonly loginRefused: string;
  readonly notLoggedIn: string;
  readonly clearRefused: string;
  readonly tooMany: string;
  unknown(verb: string): string;
  readonly pasv: (sextet: string) => string;
  readonly epsv: (port: number) => string;
  readonly noPassivePort: string;
  readonly passiveDisabled: string;
  readonly activeDisabled: string;
  readonly portAccepted: string;
  readonly eprtAccepted: string;
  /**
   * A PORT or EPRT address that is not the client's: refused, replaced by the client's where it is private and the
   * client's is not (ProFTPD), or believed.
   */
  readonly foreignAddress: 'refuse' | 'replace' | 'believe';
  portRefused(verb: 'PORT' | 'EPRT', received: Endpoint, seen: string): string;
  /** When the server calls back in active mode. */
  readonly callsAt: 'PORT' | 'LIST';
  /** The port it calls from: the one below the control port (RFC 959 section 3.2), or whatever the system gives. */
  readonly callsFrom: 'port below' | 'any port';
  /** Whether the 150 comes before the data connection is open. */
  readonly announcesEarly: boolean;
  readonly opening: (opening: Opening) => string;
  readonly complete: string;
  /** LIST with nothing set up; `null` announces a transfer and waits for ever (pyftpdlib). */
  readonly noSetup: string | null;
  /** Nobody connected to the passive port in time. */
  readonly nobodyCame: string;
  /** The callback failed; `error` is the server's own errno. */
  callFailed(port: number, error: keyof typeof errorText): string;
  /** A passive data connection from another address than the client's; `null` ignores it and goes on waiting. */
  wrongPeer(peer: Endpoint): string | null;
  /** When that address is looked at: as it arrives, when the transfer begins, or not at all (pasv_promiscuous=YES of vsftpd). */
  readonly checksPeerAt: 'arrival' | 'LIST' | 'never';
  readonly listingDenied: string;
  readonly goodbye: string;
  /** Patience for a passive data connection and for its own callback, in milliseconds. */
  readonly acceptMs: number;
  readonly connectMs: number;
}

/** The words of the C library for the errors of connect, as servers quote them. */
export const errorText = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  EPERM: 'Operation not permitted',
  ETIMEDOUT: 'Connection timed out',
} as const;
