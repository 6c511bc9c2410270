import { type Endpoint, endedWithoutNotice, type Failure } from '../model/network.js';
import type { Attempt, AttemptFailure, Exchange, Reached, Stage } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { parseEprt, parsePort } from '../protocol/active.js';
import { formatEndpoint } from '../protocol/address.js';
import { parsePassiveReply } from '../protocol/passive.js';
import { isWithheld } from '../protocol/withheld.js';
import type { Dialogue, Step } from './dialogue.js';

const verb = (command: string): string => command.split(' ', 1)[0]?.toUpperCase() ?? '';
const isMode = (text: string): text is Mode => ['PASV', 'EPSV', 'PORT', 'EPRT'].includes(text);
const transfers = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE'];
/** The commands that use the data connection; we ourselves only list, a log shows the others as well. */
const isListing = (text: string): boolean => transfers.includes(verb(text));

/** A reply's text on one line, as evidence in a failure. */
export function replyText(exchange: Exchange | null): string | null {
  return exchange?.reply?.lines.join(' ') ?? null;
}

function broke(during: Stage, failure: Failure, reply: string | null = null): AttemptFailure {
  return { kind: failure.kind, during, detail: failure.detail, reply };
}

function rejected(during: Stage, exchange: Exchange): AttemptFailure {
  const text = replyText(exchange) ?? '';
  return { kind: 'rejected', during, detail: `the server answered ${exchange.command} with ${text}`, reply: text };
}

/** A draft that the steps of a lane fill in, one after another. */
interface Draft {
  mode: Mode;
  setup: Exchange | null;
  listing: Exchange | null;
  begun: boolean;
  advertised: Endpoint | null;
  used: Endpoint | null;
  caller: Endpoint | null;
  dialled: boolean;
  dialMs: number | null;
  opened: boolean;
  bytes: number;
  lineEnds: number;
  openLine: boolean;
  resumed: boolean | null;
  unannouncedEnd: boolean;
  /** Whether anything of the data connection itself was seen; an empty listing ends at once. */
  counted: boolean;
  /** The server said that the data connection was open already (125). */
  alreadyOpen: boolean;
  failure: AttemptFailure | null;
  startedMs: number;
  endedMs: number;
  events: number[];
}

function draft(mode: Mode, startedMs: number): Draft {
  return {
    mode,
    setup: null,
    listing: null,
    begun: false,
    advertised: null,
    used: null,
    caller: null,
    dialled: false,
    dialMs: null,
    opened: false,
    bytes: 0,
    lineEnds: 0,
    openLine: false,
    resumed: null,
    unannouncedEnd: false,
    counted: false,
    alreadyOpen: false,
    failure: null,
    startedMs,
    endedMs: startedMs,
    events: [],
  };
}

function setUp(one: Draft, exchange: Exchange, peer: Endpoint | null): void {
  one.setup = exchange;
  const { reply, failure, command } = exchange;
  if (one.mode === 'PORT' || one.mode === 'EPRT') {
    const args = command.slice(verb(command).length).trim();
    const parsed = one.mode === 'PORT' ? parsePort(args) : parseEprt(args);
    if (parsed.ok) one.advertised = parsed.endpoint;
  }
  if (reply === null) {
    one.failure ??= broke('negotiate', failure ?? { kind: 'unknown', detail: 'no reply' });
    return;
  }
  if (reply.code >= 300) {
    one.failure ??= rejected('negotiate', exchange);
    return;
  }
  if (one.mode === 'PORT' || one.mode === 'EPRT') return;
  const parsed = parsePassiveReply(one.mode, reply);
  if (parsed.ok) one.advertised = { host: parsed.endpoint.host ?? peer?.host ?? '', port: parsed.endpoint.port };
  else if (!isWithheld(reply))
    one.failure ??= broke('negotiate', { kind: 'unknown', detail: parsed.why }, replyText(exchange));
}

function answered(one: Draft, exchange: Exchange): void {
  one.listing = exchange;
  const { reply, failure } = exchange;
  if (reply === null) {
    if (failure !== null) one.failure ??= broke(one.begun ? 'finish' : 'list', failure);
  } else if (reply.code < 200) {
    one.begun = true;
    one.alreadyOpen ||= reply.code === 125;
  } else if (reply.code >= 300) {
    // Before the callback a refusal means that the server could not connect, unless it speaks of the path itself.
    const waiting =
      (one.mode === 'PORT' || one.mode === 'EPRT') && !one.opened && ![450, 550, 553].includes(reply.code);
    one.failure ??= rejected(waiting ? 'accept' : one.begun ? 'finish' : 'list', exchange);
  }
}

function apply(one: Draft, step: Step, peer: Endpoint | null): void {
  if (step.kind === 'exchange') {
    const { exchange } = step;
    one.events.push(...exchange.events.filter((seq) => !one.events.includes(seq)));
    one.endedMs = Math.max(one.endedMs, one.startedMs);
    if (verb(exchange.command) === one.mode) setUp(one, exchange, peer);
    else if (isListing(exchange.command)) answered(one, exchange);
    return;
  }
  if (step.kind === 'foreign' || step.kind === 'connected' || step.kind === 'connect-failed') return;
  one.events.push(step.event.seq);
  const took = step.event.finishedMs - step.event.startedMs;
  switch (step.kind) {
    case 'listen':
      if (step.failure !== null) one.failure ??= broke('listen', step.failure);
      break;
    case 'dial':
      one.dialled = true;
      one.used = step.to.port === 0 ? null : step.to;
      one.dialMs = took;
      one.opened = step.failure === null;
      if (step.failure !== null) one.failure ??= broke('connect', step.failure);
      break;
    case 'accept':
      one.dialMs = took;
      one.caller = step.caller;
      one.opened = step.failure === null;
      // A listener we closed because the server refused: the refusal is the failure, in whatever order they ended.
      if (step.failure !== null && step.failure.kind !== 'closed') {
        one.failure ??= broke('accept', step.failure, replyText(one.listing));
      }
      break;
    case 'secure':
      one.resumed = step.facts?.resumed ?? null;
      if (step.failure !== null) one.failure ??= broke('secure', step.failure);
      break;
    case 'data':
      one.counted = true;
      if (step.failure === null) {
        const [bytes = 0, lineEnds = 0] = step.size.split(', ').map((part) => Number.parseInt(part, 10));
        one.bytes += bytes;
        one.lineEnds += lineEnds;
        one.openLine = step.size.endsWith('line open');
      } else if (step.failure.kind !== 'closed') {
        one.failure ??= broke('transfer', step.failure, replyText(one.listing));
      } else {
        one.unannouncedEnd = step.failure.detail === endedWithoutNotice;
      }
  }
}

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
