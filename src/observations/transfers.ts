import { isCutShort, type SendQueue } from '../model/network.js';
import type { Exchange, Reply, TransferProbe } from '../model/observations.js';
import type { WireEvent } from '../model/transcript.js';
import { parseSize } from '../protocol/size.js';
import { dialoguesOf, type Dialogue } from './dialogue.js';

/** The server ends the session (RFC 959 section 4.2.2). */
const goodbye = 421;

/** The size that the reply to SIZE tells, or else the one that most servers add to their 150. */
function sizeOf(told: Exchange | undefined, opening: Exchange): number | null {
  const size = told?.reply == null ? null : parseSize(told.reply);
  const added = /\((\d{1,15}) bytes\)/i.exec(opening.reply?.lines[0] ?? '')?.[1];
  return size ?? (added === undefined ? null : Number(added));
}

type Kept = Pick<TransferProbe, 'kept' | 'everyMs'>;
type Ending = Pick<TransferProbe, 'outcome' | 'unasked' | 'reply'>;

/** What the control connection said of the end; `answers` came after the opening, `asked` is the time of the NOOP. */
function endingOf(answers: readonly Exchange[], asked: WireEvent | undefined): Ending {
  const late = (exchange: Exchange): boolean => asked !== undefined && (exchange.events.at(-1) ?? 0) > asked.seq;
  const replies = answers.flatMap((exchange) =>
    exchange.reply === null || exchange.reply.code < 200 ? [] : [{ reply: exchange.reply, late: late(exchange) }],
  );
  const spoken = (reply: Reply, outcome: Ending['outcome']): Ending => ({ outcome, unasked: false, reply });
  const [first, second] = replies;
  if (first?.reply.code === goodbye) return { ...spoken(first.reply, 'told'), unasked: !first.late };
  if (first?.late === false) return spoken(first.reply, 'finished');
  // The answer to NOOP is 200, and comes behind whatever was held up.
  if (first !== undefined && (second !== undefined || first.reply.code !== 200)) return spoken(first.reply, 'late');
  if (first !== undefined) return spoken(first.reply, 'unsaid');
  const broken = answers.findLast(({ failure }) => failure !== null && failure.kind !== 'timed-out');
  const kind = broken?.failure?.kind;
  if (broken?.failure != null && isCutShort(broken.failure)) return { outcome: null, unasked: false, reply: null };
  const unasked = broken !== undefined && !late(broken);
  if (kind === 'reset' || kind === 'closed') return { outcome: kind, unasked, reply: null };
  return { outcome: asked === undefined ? null : 'silent', unasked: false, reply: null };
}

/** A transfer whose data connection did not come about, so that RETR was not sent; `null` where it did not come to that. */
function unopened(steps: Dialogue['steps'], exchanges: readonly Exchange[], kept: Kept): TransferProbe | null {
  const told = exchanges.find(({ command }) => command.startsWith('SIZE '));
  if (told === undefined) return null;
  const asked = exchanges.findLast(({ command }) => /^(PASV|EPSV|PORT|EPRT)\b/.test(command));
  const failed = steps.find((step) => (step.kind === 'dial' || step.kind === 'listen') && step.failure !== null);
  const dataFailure = failed !== undefined && 'failure' in failed ? failed.failure : (asked?.failure ?? null);
  const refusal = asked?.reply != null && asked.reply.code >= 300 ? asked.reply : null;
  if (dataFailure === null && refusal === null) return null;
  return {
    ...kept,
    path: told.command.slice('SIZE '.length),
    size: told.reply === null ? null : parseSize(told.reply),
    ...{ bytes: 0, dataFailure, dataMs: 0, silentMs: 0, unasked: false, reply: refusal, unackedBytes: null },
    outcome: dataFailure !== null && isCutShort(dataFailure) ? null : 'unopened',
    events: [...(asked?.events ?? []), ...(failed !== undefined && 'event' in failed ? [failed.event.seq] : [])],
  };
}

function probeOf({ steps }: Dialogue, events: readonly WireEvent[]): TransferProbe | null {
  const exchanges = steps.flatMap((step) => (step.kind === 'exchange' ? [step.exchange] : []));
  const at = exchanges.findIndex(({ command }) => command.startsWith('RETR '));
  const opening = exchanges[at];
  const keepAlive = events.find(({ operation }) => operation === 'keep-alive');
  const kept: Kept = {
    kept: keepAlive === undefined ? 'nothing' : 'tcp',
    everyMs: keepAlive === undefined ? null : Number.parseInt(keepAlive.input, 10),
  };
  if (opening === undefined) return unopened(steps, exchanges, kept);
  const told = exchanges.find(({ command }) => command.startsWith('SIZE '));
  const finished = new Map(events.map(({ seq, finishedMs }) => [seq, finishedMs]));
  const timeOf = (exchange: Exchange | undefined): number => finished.get(exchange?.events.at(-1) ?? 0) ?? 0;
  const data = steps.flatMap((step) => (step.kind === 'data' ? [step] : []));
  const last = data.at(-1);
  const began = timeOf(opening);
  const asked = events.find(({ operation, input }) => operation === 'write' && input.startsWith('NOOP'));
  const begun = opening.reply !== null && opening.reply.code < 200;
  const answers = exchanges.slice(at + 1);
  const ending = begun
    ? endingOf(answers, asked)
    : { outcome: 'refused' as const, unasked: false, reply: opening.reply };
  const word = answers.find(({ reply }) => reply !== null && reply === ending.reply);
  const broken = answers.find(({ failure }) => failure !== null && failure.kind !== 'timed-out');
  // A last word that never came was on its way when the data had ended.
  const until = ending.outcome === 'finished' || ending.unasked ? timeOf(word ?? broken) : last?.event.finishedMs;
  const queue = events.find(({ operation }) => operation === 'send-queue');
  return {
    ...kept,
    path: opening.command.slice('RETR '.length),
    size: sizeOf(told, opening),
    bytes: data.reduce((sum, step) => sum + (step.failure === null ? Number.parseInt(step.size, 10) : 0), 0),
    dataFailure: last?.failure ?? null,
    dataMs: last === undefined ? 0 : Math.max(0, last.event.finishedMs - began),
    silentMs: Math.max(0, (until ?? began) - began),
    ...ending,
    unackedBytes: queue?.outcome.ok === true ? (JSON.parse(queue.outcome.value) as SendQueue).unackedBytes : null,
    events: [
      ...new Set([
        ...(keepAlive === undefined ? [] : [keepAlive.seq]),
        ...opening.events,
        ...(last === undefined ? [] : [last.event.seq]),
        ...(word?.events ?? broken?.events ?? []),
        ...(asked === undefined ? [] : [asked.seq]),
        ...(queue === undefined ? [] : [queue.seq]),
      ]),
    ].sort((a, b) => a - b),
  };
}

/** What became of the retrievals of a file: the one as it is first, then the one with keepalives. */
export function transfersOf(events: readonly WireEvent[]): TransferProbe[] {
  const own = events.filter(({ experiment }) => experiment === 'long-transfer');
  return dialoguesOf(own)
    .flatMap(
      (dialogue) =>
        probeOf(
          dialogue,
          own.filter(({ lane }) => lane === dialogue.lane),
        ) ?? [],
    )
    .sort((a, b) => Number(a.kept === 'tcp') - Number(b.kept === 'tcp'));
}
