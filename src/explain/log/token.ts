import type { Endpoint, Failure } from '../../model/network.js';
import type { Side } from '../source.js';

/**
 * What one line of a log says, in the words of the protocol rather than of the program that wrote it. A `null` address
 * is one that the log does not show.
 */
export type Token =
  /** A control connection is being opened, or is open (`open`). Begins a session. */
  | {
      readonly kind: 'connect';
      readonly open: boolean;
      readonly to: Endpoint | null;
      readonly name?: string;
      readonly local?: Endpoint;
      /** The client as the server sees it. */
      readonly seen?: Endpoint;
    }
  | { readonly kind: 'connect-failed'; readonly to: Endpoint | null; readonly failure: Failure }
  | { readonly kind: 'command'; readonly text: string }
  /** One line of a reply, code included. */
  | { readonly kind: 'reply'; readonly text: string }
  /** The client connects to a passive port; the outcome, where it is told, comes as `dialled`. */
  | { readonly kind: 'dial'; readonly to: Endpoint }
  | { readonly kind: 'dialled'; readonly to: Endpoint | null; readonly failure: Failure | null }
  | { readonly kind: 'accepted'; readonly caller: Endpoint | null; readonly failure: Failure | null }
  | { readonly kind: 'secured'; readonly failure: Failure | null }
  /** The client says that it connects to the control peer instead of the address in the 227. */
  | { readonly kind: 'address-replaced' }
  /** Something broke while it was waited for; what it was follows from what went before. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  /** The control connection is over. */
  | { readonly kind: 'end' }
  | { readonly kind: 'user'; readonly name: string }
  /** Something was dropped on the way; belongs to no session. */
  | {
      readonly kind: 'clue';
      readonly what: 'denied' | 'helper-dropped';
      readonly from: Endpoint | null;
      readonly to: Endpoint | null;
    };

/** Hears a token: to which of the sessions in the log it belongs, and when it was, in milliseconds since 1970. */
export type Say = (token: Token, session?: string, atMs?: number | null) => void;

/** What an open session waits for. */
export interface Waiting {
  /** Whether a command with this verb has no answer yet. */
  awaits(verb: string): boolean;
}

/** The lines that one kind of program writes. */
export interface Dialect {
  readonly id: string;
  readonly title: string;
  readonly side: Side;
  readonly product?: string;
  /** Patterns of lines that this program writes and others do not. */
  readonly marks: readonly RegExp[];
  /** How sure one such line makes, 0 to 1; general patterns weigh little. */
  readonly weight: number;
  /** A reader of lines; it may keep what it needs from line to line, and may ask what an open session waits for. */
  start(say: Say, session: (key: string) => Waiting | undefined): (line: string) => void;
}
