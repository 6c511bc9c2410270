import type { Endpoint } from '../model/network.js';
import type { Mode } from '../model/target.js';
import type { Origin, Transcript } from '../model/transcript.js';

/** Who wrote a source: the FTP client, the FTP server, or a device (or a capture point) between them. */
export type Side = Origin['side'];

/** Where something stands in a source: a line of a log or a packet of a capture, counted from 1. */
export interface Place {
  readonly file: string;
  readonly unit: 'line' | 'packet';
  readonly at: number;
}

/**
 * One control connection with its data connections, as a transcript that the observations read like a live one. All its
 * events stand on the lane `gate`, experiment `gate`; socket 1 is the control connection, data connections follow.
 * What the source does not show is left out. An unknown address in a `connect` value is written `?`; a third word
 * there is the client's address as the server sees it.
 */
export interface Session {
  readonly transcript: Transcript;
  /** Where each event comes from, by its `seq`. */
  readonly places: ReadonlyMap<number, Place>;
  /** Where it was recorded, where that is known of the session itself; else the reader's side holds. */
  readonly side?: Side;
  /** Facts that no event holds, such as retransmissions, with the numbers of the events they are about. */
  readonly notes?: readonly { readonly text: string; readonly events: readonly number[] }[];
  /** Data connections on which packets of `who` got lost because they were large; `event` is that of their beginning. */
  readonly losses?: readonly {
    readonly mode: Mode;
    readonly who: 'client' | 'server';
    readonly bytes: number;
    /** How often they were sent; 0 where they never came to where the capture was made. */
    readonly sent: number;
    readonly event: number;
  }[];
}

/** A packet or connection that a device says it dropped: evidence that belongs to no session by itself. */
export interface Clue {
  readonly what: 'denied' | 'helper-dropped';
  readonly from: Endpoint | null;
  readonly to: Endpoint | null;
  /** The text that says so, not yet sanitised. */
  readonly text: string;
  readonly place: Place;
}

/** What a reader finds, in the order in which it becomes complete. */
export type Item =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'clue'; readonly clue: Clue }
  /** Something that could not be read; the rest was. One sentence, with the place (line, packet or offset) in it. */
  | { readonly kind: 'trouble'; readonly text: string };

/** Hears what a reader finds. Called, and not iterated over: a promise for each dropped packet is most of the work. */
export type Tell = (item: Item) => void;

/** The beginning of a source, for recognition: at most 64 KiB. */
export interface Head {
  readonly bytes: Uint8Array;
  /** Its lines as text; empty where the bytes are not text. */
  readonly lines: readonly string[];
}

/** One format of sources: a file in `readers/` and an entry in its list. */
export interface Reader {
  /** Short name as it stands in `sources[].format`, e.g. `vsftpd-log`. */
  readonly id: string;
  /** What it is, for people. */
  readonly title: string;
  readonly side: Side;
  /** The server's product as the fingerprint table names it, where only that writes this format. */
  readonly product?: string;
  /** How sure the reader is that this is its format: 0 not at all, 1 certain. The surest reader gets the source. */
  recognise(head: Head): number;
  /**
   * Reads the whole source as a stream, in memory that does not grow with it, and tells what it finds as it goes. A chunk
   * holds good only until the next is asked for. Never throws for what it reads.
   */
  read(chunks: AsyncIterable<Uint8Array>, name: string, tell: Tell): Promise<void>;
}
