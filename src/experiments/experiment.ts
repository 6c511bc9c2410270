import type { Observations } from '../model/observations.js';
import type { Mode, ProbeOptions, Target, TlsMode } from '../model/target.js';
import type { Session } from '../session/session.js';

/** What a data connection is used for, where that is not the listing. */
export interface Errand {
  readonly command: string;
  /** Called with what arrives, as it arrives. */
  take(bytes: Uint8Array): void;
  /** How long the server may take to tell that it could not call back, after we have stopped waiting for the call. */
  readonly lateMs: number;
}

/** The cooperating far end, on any of its control ports. */
export interface FarEnd {
  readonly target: Target;
  /** A control connection to it, logged in; `null` where it gave none. */
  call(name: string, tls: TlsMode, port: number): Promise<Session | null>;
}

/** What an experiment works with. */
export interface Bench {
  readonly target: Target;
  readonly options: ProbeOptions;
  /** What was known when the experiment was chosen. */
  readonly known: Observations;
  /** Data connections begin TLS anew instead of resuming the session of the control connection. */
  readonly freshTls?: boolean;
  /** Listings ask for names alone (NLST). */
  readonly namesOnly?: boolean;
  readonly errand?: Errand;
  /** `null` where none was named. */
  readonly farEnd: FarEnd | null;
  /**
   * A control connection of its own, logged in; `null` when the server gave none. `name` tells several apart, `tls`
   * differs from the target's only in a comparison, and so does `port`.
   */
  open(name?: string, tls?: TlsMode, port?: number): Promise<Session | null>;
  /** A throw-away control connection that has been greeted and is not logged in; `null` when the server gave none. */
  greet(name: string): Promise<Session | null>;
}

/** Something we try. It returns nothing: whatever it learns is in the transcript. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** The mode it lists in, for the four listings; `null` for follow-ups. */
  readonly lists: Mode | null;
  /** Chosen when all the others are through, because it tries again what they met. */
  readonly last?: true;
  /** Leads to another machine than the target: it runs beside everything else, whatever becomes of that. */
  readonly beside?: true;
  /** Whether it could teach something now. */
  wanted(known: Observations, options: ProbeOptions): boolean;
  run(bench: Bench): Promise<void>;
}

/** Keeps the literal type of an experiment. */
export function defineExperiment<const E extends Experiment>(experiment: E): E {
  return experiment;
}
