import type { Endpoint, Failure } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import type { Dialling } from './data.js';

/** A data connection that the control connection has arranged: between its command and the next one like it. */
export interface Attempt {
  readonly mode: Mode;
  readonly passive: boolean;
  /** Where the connection is to go; the host is that of the control peer where the reply named none. */
  advertised: Endpoint | null;
  /** Number of the listening socket of active mode; 0 in passive mode. */
  readonly socket: number;
  readonly sinceMs: number;
  /** When the transfer was asked for; NaN until then. */
  listedMs: number;
  /** Whether the server said that the transfer had begun, and how it ended (0 until it did). */
  begun: boolean;
  code: number;
  /** The connections that came for it. */
  readonly dials: Dialling[];
  /** Whether its end has been written down. */
  settled: boolean;
}

/** Shorter than this, and silence may only mean that nobody has waited yet. */
export const patienceMs = 3000;

/** What became of an attempt for which no connection was seen; `null` where nobody waited for one. */
export function absence(attempt: Attempt, ms: number, seenAtClient: boolean): Failure | null {
  const { passive, advertised, sinceMs, listedMs, begun, code } = attempt;
  if (advertised === null) return null;
  // Some clients ask for the transfer only when the connection stands.
  const waited = ms - (Number.isNaN(listedMs) ? sinceMs : listedMs);
  if (begun && code >= 200 && code < 300) return null;
  const inTime = `in ${(waited / 1000).toFixed(1)} s`;
  if (!passive) {
    if (Number.isNaN(listedMs)) return null;
    if (code >= 400) return { kind: 'closed', detail: `no SYN came from the server ${inTime}` };
    return waited < patienceMs ? null : { kind: 'timed-out', detail: `no SYN came from the server ${inTime}` };
  }
  // The client's own capture shows what the client tried; elsewhere the SYN may have been lost before.
  if (seenAtClient || (waited < patienceMs && code < 400)) return null;
  return { kind: 'timed-out', detail: `no SYN for it came to where the capture was made ${inTime}` };
}
