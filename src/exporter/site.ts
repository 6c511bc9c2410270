import type { Authenticate, Users } from './authenticate.js';
import type { ExporterConfig } from './config.js';
import type { Prober } from './prober.js';
import type { Statistics } from './statistics.js';

/** What the routes work on; `config` and `users` change on reload. */
export interface Site {
  readonly config: () => ExporterConfig;
  readonly users: () => Users | null;
  readonly authenticate: Authenticate;
  readonly prober: Prober;
  readonly statistics: Statistics;
  readonly version: string;
  /** Probe targets that no list names. */
  readonly allowAny: boolean;
  /** Loads the files again; `null`, or what is wrong with them. The old ones then stay. */
  readonly reload: () => Promise<string | null>;
  /** Milliseconds on the prober's clock. */
  readonly now: () => number;
  /** Tells the operator. */
  readonly log: (text: string) => void;
}
