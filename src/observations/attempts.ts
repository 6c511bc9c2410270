import type { Endpoint } from '../model/network.js';
import type { Attempt, Reached } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';
import { apply, broke, draft, type Draft, isMode, replyText, verb } from './attempt-draft.js';
import type { Dialogue, Step } from './dialogue.js';

function reachedOf(one: Draft, done: boolean): Reached {
  if (done) return 'completed';
  if (one.opened || (one.alreadyOpen && !one.dialled && one.dialMs === null)) return 'opened';
  return one.advertised !== null && (one.setup?.reply?.code ?? 999) < 300 ? 'negotiated' : 'nothing';
}

function finish(one: Draft, experiment: string, encrypted: boolean, controlPort: number): Attempt {
  const code = one.listing?.reply?.code ?? 0;
  // A log need not show the data connection itself: a 226 tells of it as well.
  const told = !one.dialled && one.dialMs === null && code >= 200 && code < 300;
  const done = one.failure === null && (one.opened || told) && code >= 200 && code < 300;
  const passive = one.mode === 'PASV' || one.mode === 'EPSV';
  let failure = one.failure;
  if (!done && failure === null) {
    const to = one.advertised === null ? 'nowhere' : formatEndpoint(one.advertised);
    failure =
      passive && !one.dialled
        ? broke('connect', { kind: 'unreachable', detail: `not connected to ${to}` })
        : broke(one.begun ? 'finish' : 'list', { kind: 'unknown', detail: 'the run ended here' });
  }
  // A server that tells late why it could not call back tells it all the same.
  if (failure?.reply === null && code >= 300) failure = { ...failure, reply: replyText(one.listing) };
  return {
    experiment,
    mode: one.mode,
    encrypted,
    controlPort,
    advertised: one.advertised,
    used: one.used ?? (passive ? null : one.advertised),
    from: one.from,
    reached: reachedOf(one, done),
    failure,
    durationMs: one.endedMs - one.startedMs,
    entries: done && !told && one.counted ? one.lineEnds + (one.openLine ? 1 : 0) : null,
    bytes: one.bytes,
    setup: one.setup,
    listing: one.listing,
    caller: one.caller,
    dialMs: one.dialMs,
    resumed: one.resumed,
    unannouncedEnd: one.unannouncedEnd,
    events: [...one.events].sort((a, b) => a - b),
  };
}

function timeOf(step: Step, starts: ReadonlyMap<number, number>): number {
  if (step.kind !== 'exchange') return step.event.finishedMs;
  return starts.get(step.exchange.events.at(-1) ?? 0) ?? 0;
}

/** The tries at a data connection on one lane. `finished` gives the end time of each event by its number. */
export function attemptsOf(dialogue: Dialogue, finished: ReadonlyMap<number, number>): Attempt[] {
  const attempts: Attempt[] = [];
  let peer: Endpoint | null = null;
  let encrypted = false;
  let current: Draft | null = null;
  let listening: Step | null = null;
  const close = (): void => {
    if (current !== null) attempts.push(finish(current, dialogue.experiment, encrypted, peer?.port ?? 0));
    current = null;
  };
  for (const step of dialogue.steps) {
    if (step.kind === 'connected') peer = step.remote;
    if (step.kind === 'secure' && current === null) encrypted = step.failure === null;
    if (step.kind === 'listen') listening = step;
    if (step.kind === 'exchange' && isMode(verb(step.exchange.command))) {
      close();
      const first = finished.get(step.exchange.events[0] ?? 0) ?? 0;
      current = draft(verb(step.exchange.command) as Mode, first);
      if (listening !== null) apply(current, listening, peer);
      listening = null;
    }
    if (current === null) continue;
    apply(current, step, peer);
    current.endedMs = Math.max(current.endedMs, timeOf(step, finished));
  }
  const unused = listening;
  if (unused !== null && current === null && unused.failure !== null) {
    current = draft(dialogue.experiment.endsWith('eprt') ? 'EPRT' : 'PORT', unused.event.startedMs);
    apply(current, unused, peer);
  }
  close();
  return attempts;
}
