import type { SendQueue } from '../model/network.js';
import type { SplitProbe } from '../model/probes.js';
import type { WireEvent } from '../model/transcript.js';
import { parseEndpoint } from '../protocol/address.js';

const lineEnd = /[\r\n]+$/;

function probeOf(events: readonly WireEvent[]): SplitProbe[] {
  // A whole line goes first; the two writes behind it are the pieces.
  const [, head, tail] = events.filter(({ operation }) => operation === 'write');
  if (head === undefined || tail === undefined) return [];
  const after = events.filter(({ seq }) => seq > tail.seq);
  const reads = after.filter(({ operation }) => operation === 'read');
  const last = reads.at(-1);
  if (last === undefined) return [];
  const queue = after.find(({ operation }) => operation === 'send-queue');
  return [
    {
      port: parseEndpoint(events.find(({ operation }) => operation === 'connect')?.input ?? '')?.port ?? 0,
      cut: `${head.input.replace(lineEnd, '')}|${tail.input.replace(lineEnd, '')}`,
      answered: reads.some(({ outcome }) => outcome.ok),
      failure: last.outcome.ok ? null : last.outcome.failure,
      tookMs: last.finishedMs - tail.finishedMs,
      unackedBytes: queue?.outcome.ok === true ? (JSON.parse(queue.outcome.value) as SendQueue).unackedBytes : null,
      events: events.map(({ seq }) => seq),
    },
  ];
}

const takers = ['split-fingerprint', 'split-second-port'];

/** What came of the commands that the split fingerprint cut in two, one for each of its control connections. */
export function splitsOf(events: readonly WireEvent[]): SplitProbe[] {
  const lanes = new Map<string, WireEvent[]>();
  for (const event of events) {
    if (!takers.includes(event.experiment) || event.purpose !== 'control') continue;
    lanes.set(event.lane, [...(lanes.get(event.lane) ?? []), event]);
  }
  return [...lanes.values()].flatMap(probeOf);
}
