import { isCutShort, type Failure, type SendQueue } from '../model/network.js';
import type { Exchange, IdleProbe } from '../model/observations.js';
import type { WireEvent } from '../model/transcript.js';
import { dialoguesOf } from './dialogue.js';

const entering = /^(AUTH|HOST|USER|PASS|PBSZ|PROT)\b/i;
/** The server ends the session (RFC 959 section 4.2.2). */
const goodbye = 421;

function outcomeOf(last: Exchange | undefined, end: Failure | null): IdleProbe['outcome'] | null {
  if (last?.reply?.code === goodbye) return 'told';
  const failure = last?.failure ?? end;
  if (failure === null) return last?.reply == null ? null : 'alive';
  if (isCutShort(failure)) return null;
  if (failure.kind === 'timed-out') return 'silent';
  return failure.kind === 'reset' || failure.kind === 'closed' ? failure.kind : null;
}

/** What became of one connection that rested; `null` where it never came to that. */
export function probeOf(events: readonly WireEvent[]): IdleProbe | null {
  const [dialogue] = dialoguesOf(events);
  const exchanges = (dialogue?.steps ?? []).flatMap((step) => (step.kind === 'exchange' ? [step.exchange] : []));
  const finished = new Map(events.map(({ seq, finishedMs }) => [seq, finishedMs]));
  const endOf = (exchange: Exchange | undefined): number => finished.get(exchange?.events.at(-1) ?? 0) ?? 0;
  const login = exchanges.findLast(({ command, reply }) => entering.test(command) && reply !== null);
  if (login === undefined) return null;
  const since = endOf(login);
  const after = events.filter(({ startedMs }) => startedMs >= since);
  // A question that the end of the run left open asks nothing; the answers before it still tell.
  const asked = exchanges.filter(
    ({ command, failure }) => command === 'NOOP' && (failure === null || !isCutShort(failure)),
  );
  const said = exchanges.find(({ command, events: at }) => command === '' && (at[0] ?? 0) > (login.events.at(-1) ?? 0));
  const last = said ?? asked.at(-1);
  const broken = after.find(
    ({ operation, outcome }) =>
      operation === 'read' && !outcome.ok && outcome.failure.kind !== 'timed-out' && !isCutShort(outcome.failure),
  );
  const end = broken === undefined || broken.outcome.ok ? null : broken.outcome.failure;
  // An end that came while a NOOP waited for its answer is that NOOP's failure.
  const unasked = said !== undefined || (end !== null && last?.failure == null);
  const outcome = outcomeOf(unasked ? said : last, unasked ? end : null);
  if (outcome === null) return null;
  const question = after.find(({ seq }) => seq === asked.at(-1)?.events[0]);
  const until = said !== undefined ? endOf(said) : unasked ? broken?.finishedMs : question?.startedMs;
  const keepAlive = events.find(({ operation }) => operation === 'keep-alive');
  const kept = keepAlive !== undefined ? 'tcp' : events[0]?.lane.split('/')[1] === 'noop' ? 'noop' : 'nothing';
  const waits = after.filter(({ operation }) => operation === 'read');
  const queue = after.find(({ operation }) => operation === 'send-queue');
  return {
    kept,
    everyMs:
      kept === 'tcp'
        ? Number.parseInt(keepAlive?.input ?? '', 10)
        : kept === 'noop' && waits[0] !== undefined
          ? Math.round(waits[0].finishedMs - waits[0].startedMs)
          : null,
    restedMs: (until ?? since) - since,
    outcome,
    unasked,
    reply: (unasked ? said : last)?.reply ?? null,
    unackedBytes: queue?.outcome.ok === true ? (JSON.parse(queue.outcome.value) as SendQueue).unackedBytes : null,
    events: [
      ...(keepAlive === undefined ? [] : [keepAlive.seq]),
      ...(unasked ? (said?.events ?? (broken === undefined ? [] : [broken.seq])) : (last?.events ?? [])),
      ...(queue === undefined ? [] : [queue.seq]),
    ],
  };
}

/** What the idle ladder found, the shortest silence first and what was kept alive last. */
export function idleProbesOf(events: readonly WireEvent[]): IdleProbe[] {
  const lanes = new Map<string, WireEvent[]>();
  for (const event of events) {
    if (event.experiment !== 'idle-ladder' || event.purpose !== 'control') continue;
    lanes.set(event.lane, [...(lanes.get(event.lane) ?? []), event]);
  }
  const order = { nothing: 0, tcp: 1, noop: 2 };
  return [...lanes.values()]
    .flatMap((lane) => probeOf(lane) ?? [])
    .sort((a, b) => order[a.kept] - order[b.kept] || a.restedMs - b.restedMs);
}
