import type { Endpoint } from '../../model/network.js';
import type { LabFile, Surroundings } from './setup.js';

/** What has been agreed for the next data connection. */
export type Agreed =
  { readonly mode: 'passive'; readonly port: number } | { readonly mode: 'active'; readonly to: Endpoint };

/** Everything a server remembers of one session. */
export interface Session {
  readonly user: string | null;
  readonly loggedIn: boolean;
  readonly secured: boolean;
  readonly protectedData: boolean;
  /** EPSV ALL was sent: only EPSV may follow (RFC 2428 section 4). */
  readonly epsvOnly: boolean;
  readonly agreed: Agreed | null;
}

/** What the server does about a command, besides remembering. */
export type Action =
  | { readonly do: 'say'; readonly lines: readonly string[] }
  | { readonly do: 'listen'; readonly port: number }
  /** Calls back at once and says `accepted` when that worked. */
  | { readonly do: 'call'; readonly to: Endpoint; readonly accepted: string }
  /** Sends these lines over the data connection that was agreed on. */
  | { readonly do: 'transfer'; readonly lines: readonly string[] }
  /** Sends a file the same way. */
  | { readonly do: 'retrieve'; readonly file: LabFile }
  | { readonly do: 'start-tls' }
  | { readonly do: 'end' };

/** What a command leads to: the session as it is from now on, and things to do, in order. */
export interface Step {
  readonly session: Session;
  readonly actions: readonly Action[];
}

/** One command of the protocol: from what is known to what is done. */
export type Command = (argument: string, session: Session, around: Surroundings) => Step;

/** A session as it is after the greeting. */
export const newSession: Session = {
  user: null,
  loggedIn: false,
  secured: false,
  protectedData: false,
  epsvOnly: false,
  agreed: null,
};

/** A step that only answers. */
export function say(session: Session, ...lines: readonly string[]): Step {
  return { session, actions: [{ do: 'say', lines }] };
}
