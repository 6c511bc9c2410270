import { type Endpoint, endedWithoutNotice, type Failure } from '../model/network.js';
import type { AttemptFailure, Exchange, Stage } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { parseEprt, parsePort } from '../protocol/active.js';
import { sameAddress } from '../protocol/address.js';
import { parsePassiveReply } from '../protocol/passive.js';
import { isWithheld } from '../protocol/withheld.js';
import type { Step } from './dialogue.js';

/** The first word of a command, in capitals. */
export const verb = (command: string): string => command.split(' ', 1)[0]?.toUpperCase() ?? '';
/** Whether a word is one of the four commands that set up a data connection. */
export const isMode = (text: string): text is Mode => ['PASV', 'EPSV', 'PORT', 'EPRT'].includes(text);
const transfers = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE'];
/** The commands that use the data connection; we ourselves only list, a log shows the others as well. */
const isListing = (text: string): boolean => transfers.includes(verb(text));

/** A reply's text on one line, as evidence in a failure. */
export function replyText(exchange: Exchange | null): string | null {
  return exchange?.reply?.lines.join(' ') ?? null;
}

/** A failure of the network, with the stage at which it came. */
export function broke(during: Stage, failure: Failure, reply: string | null = null): AttemptFailure {
  return { kind: failure.kind, during, detail: failure.detail, reply };
}

function rejected(during: Stage, exchange: Exchange): AttemptFailure {
  const text = replyText(exchange) ?? '';
  return { kind: 'rejected', during, detail: `the server answered ${exchange.command} with ${text}`, reply: text };
}

/** A draft that the steps of a lane fill in, one after another. */
export interface Draft {
  mode: Mode;
  setup: Exchange | null;
  listing: Exchange | null;
  begun: boolean;
  advertised: Endpoint | null;
  used: Endpoint | null;
  from: Endpoint | null;
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

/** An attempt of which nothing is known yet but its mode. */
export function draft(mode: Mode, startedMs: number): Draft {
  return {
    mode,
    setup: null,
    listing: null,
    begun: false,
    advertised: null,
    used: null,
    from: null,
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

/** The replies to one command name the same events again, and no more of them. */
const mostRepeated = 64;

/** Takes up what one step of the dialogue adds to the attempt. */
export function apply(one: Draft, step: Step, peer: Endpoint | null): void {
  if (step.kind === 'exchange') {
    const { exchange } = step;
    for (const seq of exchange.events) {
      if (!one.events.includes(seq, -mostRepeated)) one.events.push(seq);
    }
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
      one.from = step.from;
      one.dialMs = took;
      one.opened = step.failure === null;
      if (step.failure !== null) one.failure ??= broke('connect', step.failure);
      break;
    case 'accept':
      // After a stranger's call only the server's own one counts.
      if (one.caller !== null && (step.caller === null || !sameAddress(step.caller.host, peer?.host ?? ''))) break;
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
