import type { Failure } from './network.js';
import type { Reply } from './observations.js';

/** A command that was sent in two segments on a control connection without login, and what came of it. */
export interface SplitProbe {
  /** The control port. */
  readonly port: number;
  /** Where it was cut, such as `P|WD`. */
  readonly cut: string;
  readonly answered: boolean;
  /** Why no answer came, `null` when one did. */
  readonly failure: Failure | null;
  /** Milliseconds from the second segment to the answer, or to when it was given up. */
  readonly tookMs: number;
  /** Bytes still unacknowledged when the answer was given up; `null` where it came or the system does not tell. */
  readonly unackedBytes: number | null;
  readonly events: readonly number[];
}

/** A segment that was sent only for the sake of its answer, on a throw-away control connection. */
export interface CommandProbe {
  readonly experiment: string;
  /** What the experiment calls this one of its control connections, such as `closed1`. */
  readonly connection: string;
  /** Usually one line; several lines in one segment stay together. Without the last line end. */
  readonly sent: string;
  /** What came back before the next segment was sent. */
  readonly replies: readonly Reply[];
  /** Why no more came although it was waited for, `null` when everything came. */
  readonly failure: Failure | null;
  /** Milliseconds to the last reply or to the failure. */
  readonly tookMs: number;
  /** Bytes still unacknowledged when the answer was given up; `null` where it came or the system does not tell. */
  readonly unackedBytes: number | null;
  readonly events: readonly number[];
}
