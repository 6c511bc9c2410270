import type { Group } from '../model/evidence.js';
import type { Observations } from '../model/observations.js';
import type { Mode, ProbeOptions, Target, TlsMode } from '../model/target.js';
import type { Session } from '../session/session.js';

/** What a data connection is used for, where that is not the listing. */
export interface Errand {
  readonly command: string;
  /** Called with what arrives, as it arrives. */
  take(bytes: Uint8Array): void;
  /** How long the server may take to tell how the data connection ended, after we have stopped waiting for it. */
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
  /**
   * A throw-away control connection that has been greeted and is not logged in; `null` when the server gave none. To
   * the target's control port unless given.
   */
  greet(name: string, port?: number): Promise<Session | null>;
}

/** Time that passes where everything is dropped. */
interface Patience {
  /** How many times the longest wait (`--timeout`) passes, one after another. */
  readonly waits: number;
  /** Pauses and waits of a fixed length beside that. */
  readonly seconds: number;
}

/** What an experiment takes at most. */
export interface Cost extends Patience {
  readonly connections: number;
  /** The time where its sessions have to wait for each other; the same unless given. */
  readonly inTurn?: Patience;
  /** Whether its control connections log in. */
  readonly login: boolean;
}

/** What is expected to be learnt about a cause that no table weighs, in bits. */
export interface Lesson {
  readonly cause: string;
  readonly bits: number;
  /** Where the number comes from; `catalogue` are typical gains that were computed by hand, the rest are estimates. */
  readonly source: string;
}

/** Something we try. It returns nothing: whatever it learns is in the transcript. */
interface Trial {
  readonly id: string;
  readonly title: string;
  run(bench: Bench): Promise<void>;
}

/** One of the four listings that every check begins with. */
export interface Listing extends Trial {
  readonly lists: Mode;
  readonly beside?: never;
}

/** What may follow the listings, as far as something is undecided. */
export interface FollowUp extends Trial {
  readonly lists: null;
  /** Chosen when all the others are through, because it tries again what they met. */
  readonly last?: true;
  readonly beside?: never;
  /** Whether it could teach something now. */
  wanted(known: Observations, options: ProbeOptions): boolean;
  /** Whether an option asks for it: then it is run although nothing is undecided, whatever it costs. */
  asked?(options: ProbeOptions): boolean;
  /** It is never run unless an option asks for it. */
  readonly onlyAsked?: true;
  /** Whether it is the other half of a pair whose first half has failed: then it is run although nothing is undecided. */
  completes?(known: Observations): boolean;
  /** The groups of signs that it looks for, whose worth stands in the tables of the causes, and what else it teaches. */
  readonly teaches: readonly (Group | Lesson)[];
  readonly cost: Cost;
}

/** What leads to another machine than the target: it runs beside everything else, whatever becomes of that. */
export interface Beside extends Trial {
  readonly lists: null;
  readonly beside: true;
  /** Whether an option asks for it. */
  wanted(known: Observations, options: ProbeOptions): boolean;
}

export type Experiment = Listing | FollowUp | Beside;

/** Keeps the literal type of an experiment. */
export function defineExperiment<const E extends Experiment>(experiment: E): E {
  return experiment;
}
