import { cutShortDetails } from '../../src/model/network.js';
import type { WireEvent } from '../../src/model/transcript.js';

/** The events as they would be, had somebody pressed Ctrl-C then. */
export function interruptedAt(events: readonly WireEvent[], ms: number): WireEvent[] {
  const failure = { kind: 'unknown', detail: cutShortDetails.interrupted } as const;
  return events
    .filter(({ startedMs }) => startedMs < ms)
    .map((event) => (event.finishedMs <= ms ? event : { ...event, finishedMs: ms, outcome: { ok: false, failure } }));
}
