import type { Family, PortRange } from './network.js';

export type TlsMode = 'off' | 'explicit' | 'implicit';
export type Mode = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
export type Depth = 'quick' | 'auto' | 'deep';

/** What the user asked about. The secrets stay here; they never enter a transcript. */
export interface Target {
  /** A name or an address literal, as the user gave it (without brackets). */
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string;
  readonly password: string;
  /** Directory to list; empty for the directory the server starts in. */
  readonly path: string;
}

/** How to look. Durations in milliseconds. */
export interface ProbeOptions {
  readonly modes: readonly Mode[] | null;
  readonly depth: Depth;
  /** One network wait. */
  readonly timeoutMs: number;
  readonly serial: boolean;
  /** Passive ports to sample even where listings succeed; `null` samples only when a passive mode failed. */
  readonly samples: number | null;
  readonly advertised: 'probe' | 'skip';
  readonly family: Family | null;
  readonly ftpHost: string | null;
  readonly bind: string | null;
  readonly activeAddress: string | null;
  readonly activePorts: PortRange | null;
  /** A second control port of the same server, to compare with; `null` for none. */
  readonly altPort: number | null;
  /** A cooperating far end to compare what was sent with what arrived; its token stands as its password. */
  readonly reflector: Target | null;
  /** Longest silence of the idle ladder in milliseconds; `null` for no ladder. */
  readonly idleMs: number | null;
  /** A file to retrieve on two control connections; `null` for none. */
  readonly transfer: string | null;
  /** How long that retrieval should last at least, in milliseconds; `null` for as fast as it comes. */
  readonly throttleMs: number | null;
  /** A second local address, to fetch data from; `null` for none. */
  readonly secondAddress: string | null;
  readonly tlsInsecure: boolean;
  readonly ca: string | null;
}

/** What a check of this target must show, whatever else works. */
export interface Assertions {
  readonly require: readonly Mode[];
  readonly expectAddress: string | null;
  readonly expectRange: PortRange | null;
  /** `resume`: each data connection must resume the TLS session of the control connection. */
  readonly expectTls: 'resume' | null;
}

/** The part of target, options and assertions that belongs in a transcript: all but the secrets. */
export interface TargetFacts {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string;
  readonly path: string;
  readonly modes: readonly Mode[] | null;
  readonly depth: Depth;
  readonly timeoutMs: number;
  readonly advertised: 'probe' | 'skip';
  readonly activeAddress: string | null;
  readonly activePorts: PortRange | null;
  readonly assertions: Assertions;
  /** What was asked for beside that, each left out where it was not. */
  readonly family?: Family;
  readonly ftpHost?: string;
  readonly bind?: string;
  readonly samples?: number;
  readonly altPort?: number;
  readonly tlsInsecure?: true;
  /** Roots of one's own were trusted (`--ca`); which file held them is nobody's business. */
  readonly ownRoots?: true;
  /** The cooperating far end; left out where none was named. */
  readonly reflector?: { readonly host: string; readonly port: number };
}
