import type { Endpoint } from './network.js';
import type { Attempt, IdleProbe, PortSample } from './observations.js';
import type { DialOutcome, Hello } from './reflection.js';
import type { Mode, TlsMode } from './target.js';

/**
 * What became of a line on its way.
 *
 * - `none`: it arrived as it was sent.
 * - `spelling`: the same address and port, written otherwise.
 * - `address`, `port`, `address and port`: it names another place.
 * - `command`: it arrived as another command or another kind of reply.
 * - `text`: other words.
 * - `dropped`: it never arrived.
 */
export type LineChange = 'none' | 'spelling' | 'address' | 'port' | 'address and port' | 'command' | 'text' | 'dropped';

/** A line of the control connection at both ends. */
export interface ComparedLine {
  readonly who: 'client' | 'server';
  readonly sent: string;
  /** `null` where it never arrived. */
  readonly arrived: string | null;
  readonly change: LineChange;
  /** The places it named, where it names one: as it was sent, and as it arrived. An EPSV reply names no host. */
  readonly named: { readonly sent: Endpoint | null; readonly arrived: Endpoint | null };
  readonly events: readonly number[];
}

/** What the far end saw of a data connection. */
export interface FarData {
  /** `in`: it waited for us; `out`: it called us. */
  readonly way: 'in' | 'out';
  readonly where: Endpoint;
  readonly from: Endpoint | null;
  readonly outcome: DialOutcome;
  readonly detail: string;
  readonly tookMs: number;
}

/** One mode over one control port, seen from both ends. */
export interface TwoSided {
  readonly controlPort: number;
  readonly tls: TlsMode;
  readonly mode: Mode;
  /** Our end of the control connection, and what we took for its other end. */
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The same connection as it arrived there. */
  readonly seen: Endpoint;
  readonly arrivedAt: Endpoint;
  readonly attempt: Attempt | null;
  /** PASV, EPSV, PORT or EPRT; `null` where it was never sent. */
  readonly command: ComparedLine | null;
  /** The reply to it; `null` where there was none to send. */
  readonly reply: ComparedLine | null;
  /** Whatever else did not arrive as it was sent. */
  readonly others: readonly ComparedLine[];
  readonly data: FarData | null;
  /** What the data connection carried, in letters; `null` where nothing came, or nothing was told of it. */
  readonly payload: { readonly sent: string; readonly received: string } | null;
  /** Where the record of the far end stands in the transcript. */
  readonly events: readonly number[];
}

/** A control connection of the comparison that never came to its question. */
export interface FarRefusal {
  readonly controlPort: number;
  readonly tls: TlsMode;
  readonly mode: Mode | null;
  readonly why: string;
  readonly events: readonly number[];
}

/** A control connection to the far end that was left to rest, then asked with NOOP. */
export interface FarRest {
  readonly kept: IdleProbe['kept'];
  readonly restedMs: number;
  /** What became of the question here. */
  readonly outcome: IdleProbe['outcome'];
  /** Whether the far end received the last NOOP, and whether it answered that. */
  readonly arrived: boolean;
  readonly answered: boolean;
  /** How the session ended as the far end saw it, `null` while it stood there. */
  readonly ended: string | null;
  readonly events: readonly number[];
}

/** What the cooperating far end told, beside what we saw. */
export interface Reflection {
  /** As it was named. */
  readonly host: string;
  readonly port: number;
  /** What it says of itself and of us; `null` where it never answered. */
  readonly hello: Hello | null;
  /** The exchange in which it said so. */
  readonly greeted: readonly number[];
  /** Why there is nothing to compare; `null` where there is. */
  readonly problem: string | null;
  readonly sessions: readonly TwoSided[];
  readonly refusals: readonly FarRefusal[];
  /** A call to a port that no FTP command had named, as both ends saw it; `null` where it was not tried. */
  readonly unannounced: {
    readonly far: FarData;
    readonly came: boolean;
    readonly events: readonly number[];
  } | null;
  /** The control connections that rested; empty where that was not asked for. */
  readonly rests: readonly FarRest[];
  /** Connects to ports that are always open there. */
  readonly open: readonly PortSample[];
  readonly events: readonly number[];
}
