import type { WireEvent } from '../../model/transcript.js';
import type { FarRest } from '../../model/two-ends.js';
import { probeOf } from '../idle.js';
import type { FarRecord } from './record.js';

/** What became of a connection that rested, beside the record of the far end; `null` where it never came to that. */
export function restOf(lane: readonly WireEvent[], { entries, ended, events }: FarRecord): FarRest | null {
  const probe = probeOf(lane);
  if (probe === null) return null;
  const asked = lane.filter(({ operation, input }) => operation === 'write' && input.startsWith('NOOP')).length;
  const heard = entries.filter((entry) => entry.kind === 'got' && entry.text === 'NOOP').length;
  const last = entries.findLastIndex((entry) => entry.kind === 'got' && entry.text === 'NOOP');
  const arrived = asked > 0 && heard >= asked;
  return {
    kept: probe.kept,
    restedMs: probe.restedMs,
    outcome: probe.outcome,
    arrived,
    answered: arrived && entries[last + 1]?.kind === 'said',
    ended,
    events: [...probe.events, ...events],
  };
}
