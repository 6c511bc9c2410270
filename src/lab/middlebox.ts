import type { Endpoint } from '../model/network.js';

/** Which way something travels: from the client's end of the path to the server's, or back. */
export type Direction = 'to-server' | 'to-client';

/** The first segment of a TCP connection, with the addresses it carries at one place of the path. */
export interface Syn {
  readonly from: Endpoint;
  readonly to: Endpoint;
}

/** The errors that an RST or an ICMP message turns into at the end that dialled. */
export type Errno = 'ECONNREFUSED' | 'EHOSTUNREACH' | 'ENETUNREACH' | 'EPERM';

/**
 * What a box does with a SYN: lets it on (with the addresses it now carries), answers it with an error (after a while,
 * where it answers only a repeated one), swallows it in silence, or takes the connection itself and never says a word.
 */
export type Ruling =
  { readonly pass: Syn } | { readonly refuse: Errno; readonly afterMs?: number } | 'drop' | 'intercept';

/** A piece of an established connection as one box sees it, before its own translation of addresses. */
export interface Segment {
  readonly text: string;
  readonly direction: Direction;
  /** Who opened the connection and to where, on the side from which the SYN came into the box. */
  readonly flow: Syn;
}

/** What a box does that ends a connection: both ends get an RST. */
export const cutOff = Symbol('cut off');

/** When a stateful box gives up an established connection that is silent (RFC 5382 section 5). */
export interface Forgetting {
  readonly afterMs: number;
  /** Swallows what still comes, or answers it with RST. */
  readonly how: 'drop' | 'reset';
  /** Counts only payload: a TCP keepalive does not keep it alive. */
  readonly ignoresKeepAlive?: boolean;
}

/** Writes down what a box did, for people who want to see the truth behind a diagnosis. */
export type Note = (text: string) => void;

/**
 * A middlebox is a small rule: what it does with new connections, and what it does with the text of those it let pass.
 * Boxes keep their own state (pinholes), so each simulation needs new ones.
 */
export interface Middlebox {
  readonly name: string;
  /** Its addresses on the side of the internet. A box that has any hides the addresses behind it. */
  readonly outside: readonly string[];
  /** How long a connection may be silent before the box forgets it, and what whoever speaks then meets. */
  readonly forgets?: Forgetting;
  /** `nowMs` is the time of the simulation, for a box that counts. */
  syn?(syn: Syn, direction: Direction, note: Note, nowMs: number): Ruling;
  /**
   * Text in clear on an established connection, one segment at a time: passed on as it is, rewritten, or `null` for a
   * segment that is never delivered, nor is anything after it. `cutOff` ends the connection.
   */
  segment?(segment: Segment, note: Note): string | null | typeof cutOff;
}
