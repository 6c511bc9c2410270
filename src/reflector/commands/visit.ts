import type { Endpoint } from '../../model/network.js';
import type { RecordEntry } from '../../model/reflection.js';
import type { PassivePort } from '../data.js';
import type { SessionRecord } from '../record.js';
import type { World } from '../world.js';

/** What is written down of one data connection. */
export type DataNote = Extract<RecordEntry, { kind: 'data' }>;

/** Where the next transfer goes: to a port that waits, or to the peer, who waits itself. */
export type DataPlan =
  | (PassivePort & { readonly way: 'in'; note(): DataNote | null })
  | { readonly way: 'out'; readonly port: number; close(): void };

/** One control connection as its commands see it. */
export interface Visit {
  readonly world: World;
  readonly peer: Endpoint;
  readonly local: Endpoint;
  readonly record: SessionRecord;
  readonly say: (text: string) => void;
  /** For answers about records, which are not recorded themselves. */
  readonly sayUnrecorded: (text: string) => void;
  /** The control connection is under TLS. */
  secure: boolean;
  /** The word that opened the login; `null` before it. */
  word: string | null;
  user: string | null;
  /** Wrong tokens so far. */
  wrong: number;
  data: DataPlan | null;
  dials: number;
  /** PROT P: data connections are under TLS too. */
  protect: boolean;
  readonly quit: () => void;
  readonly startTls: () => void;
}

/** A command: says its replies and answers when it is done. */
export type Handler = (visit: Visit, argument: string, verb: string) => void | Promise<void>;
export type Handlers = Readonly<Record<string, Handler | undefined>>;
