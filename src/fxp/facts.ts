import { identifyServer } from '../knowledge/servers/index.js';
import type { Endpoint, Failure } from '../model/network.js';
import type { Exchange, ServerProduct } from '../model/observations.js';
import type { WireEvent } from '../model/transcript.js';
import { dialoguesOf, type Dialogue, type Step } from '../observations/dialogue.js';
import { parseSize } from '../protocol/size.js';
import { parsePassiveReply } from '../protocol/passive.js';
import { type End, type EndTarget, ends, otherEnd, passiveEnds } from './end.js';
import { answerTo, type Exchanges, partOf, statusIn } from './part.js';
import type { FxpTranscript } from './run.js';

/** One of the two servers. */
export interface EndFacts {
  readonly target: EndTarget;
  /** Whether its name has an address, as far as it was asked. */
  readonly resolved: boolean;
  readonly peer: Endpoint | null;
  readonly server: ServerProduct | null;
  readonly loggedIn: boolean;
  /** Why it could not be entered: the last refusal, or the failure of the door; `null` where it was entered. */
  readonly trouble: { readonly text: string; readonly events: readonly number[] } | null;
}

/** One agreement on who listens and who calls, as far as it came. */
export interface TryFacts {
  readonly passive: End;
  /** Which of the two gave no control connection for this one, and its last word there; `null` where both did. */
  readonly shut: { readonly end: End; readonly word: Exchange | null } | null;
  /** PASV or EPSV at the listener, PORT or EPRT at the caller. */
  readonly listening: Exchange | null;
  readonly calling: Exchange | null;
  /** Where the listener said it listens, and where the caller was sent. */
  readonly named: Endpoint | null;
  readonly retrieving: Exchange | null;
  readonly storing: Exchange | null;
  /** Whether each announced the transfer, which most servers do once the data connection stands. */
  readonly announced: Readonly<Record<End, boolean>>;
  readonly stat: Exchange | null;
  /** How much had arrived after how long, where the transfer took longer than one wait. */
  readonly progress: readonly { readonly ms: number; readonly bytes: number }[];
  /** From RETR to the last word of both, in milliseconds; `null` where one never came. */
  readonly tookMs: number | null;
  /** Bytes that arrived, as SIZE tells; `null` where it does not. */
  readonly size: number | null;
}

/** What a run between two servers showed; no opinions. */
export interface FxpFacts {
  readonly ends: Readonly<Record<End, EndFacts>>;
  readonly tries: readonly TryFacts[];
  /** How the file came to be at `from`; `null` where none was made. */
  readonly upload: Exchange | null;
  /** Files that were stored and could not be removed. */
  readonly left: readonly { readonly end: End; readonly file: string; readonly events: readonly number[] }[];
}

function exchangesOf(dialogue: Dialogue | undefined): Exchanges {
  return (dialogue?.steps ?? []).flatMap((step) => (step.kind === 'exchange' ? [step.exchange] : []));
}

export function linesOf(exchange: Exchange | null): string {
  return exchange?.reply?.lines.join('\n') ?? '';
}

function failureIn(steps: readonly Step[]): { readonly failure: Failure; readonly seq: number } | null {
  for (const step of steps) {
    if (step.kind === 'connect-failed' || step.kind === 'secure') {
      if (step.failure !== null) return { failure: step.failure, seq: step.event.seq };
      // The verdict on a certificate is a fact of a handshake that went well.
      if (step.kind === 'secure' && step.facts !== null && !step.facts.authorized) {
        const detail = step.facts.authorizationError ?? 'the certificate is not trusted';
        return { failure: { kind: 'tls', detail }, seq: step.event.seq };
      }
    }
  }
  return null;
}

function resolvedBy({ events }: FxpTranscript, end: End): WireEvent | undefined {
  return events.find(({ operation, lane }) => operation === 'resolve' && lane === `${end}/gate`);
}

function troubleOf(
  transcript: FxpTranscript,
  end: End,
  exchanges: Exchanges,
  steps: readonly Step[],
): EndFacts['trouble'] {
  const resolve = resolvedBy(transcript, end);
  if (resolve?.outcome.ok === false) return { text: resolve.outcome.failure.detail, events: [resolve.seq] };
  const last = exchanges.findLast(({ command }) => !['SYST', 'FEAT', 'STAT', 'TYPE I'].includes(command));
  if (last !== undefined && (last.reply === null || last.reply.code >= 300)) {
    const asked = last.command === '' ? 'greeting' : last.command;
    const why = last.command === 'PROT C' && last.reply !== null ? ' (two servers do not meet in TLS)' : '';
    return { text: `${asked}: ${linesOf(last) || (last.failure?.detail ?? 'no reply')}${why}`, events: last.events };
  }
  const broken = failureIn(steps);
  return broken === null ? null : { text: broken.failure.detail, events: [broken.seq] };
}

function endFacts(transcript: FxpTranscript, end: End, gate: Dialogue | undefined): EndFacts {
  const exchanges = exchangesOf(gate);
  const connected = gate?.steps.find((step) => step.kind === 'connected');
  const loggedIn = answerTo(exchanges, 'TYPE')?.reply != null;
  const features = linesOf(answerTo(exchanges, 'FEAT')).split('\n');
  return {
    target: transcript.targets[end],
    resolved: resolvedBy(transcript, end)?.outcome.ok !== false,
    peer: connected?.remote ?? null,
    server: identifyServer({
      banner: linesOf(exchanges.find(({ command }) => command === '') ?? null),
      system: linesOf(answerTo(exchanges, 'SYST')),
      features: features.map((line) => line.replace(/^211-/, '').trim()),
      stat: linesOf(answerTo(exchanges, 'STAT')),
    }),
    loggedIn,
    trouble: loggedIn ? null : troubleOf(transcript, end, exchanges, gate?.steps ?? []),
  };
}

function namedBy(exchange: Exchange | null, peer: Endpoint | null): Endpoint | null {
  if (exchange?.reply == null) return null;
  const parsed = parsePassiveReply(exchange.command === 'EPSV' ? 'EPSV' : 'PASV', exchange.reply);
  return parsed.ok ? { host: parsed.endpoint.host ?? peer?.host ?? '', port: parsed.endpoint.port } : null;
}

/** Draws the facts from a transcript. Pure. */
export function fxpFacts(transcript: FxpTranscript): FxpFacts {
  const dialogues = dialoguesOf(transcript.events);
  const startOf = new Map(transcript.events.map(({ seq, startedMs }) => [seq, startedMs]));
  const endOf = new Map(transcript.events.map(({ seq, finishedMs }) => [seq, finishedMs]));
  const lane = (end: End, step: string): Dialogue | undefined => dialogues.find((one) => one.lane === `${end}/${step}`);
  const about = {
    from: endFacts(transcript, 'from', lane('from', 'gate')),
    to: endFacts(transcript, 'to', lane('to', 'gate')),
  };
  const tries = passiveEnds.flatMap((passive): TryFacts[] => {
    const step = `${passive}-passive`;
    if (lane(passive, step) === undefined && lane(otherEnd(passive), step) === undefined) return [];
    const at = { from: exchangesOf(lane('from', step)), to: exchangesOf(lane('to', step)) };
    const shut = ends.find((end) => answerTo(at[end], 'TYPE')?.reply == null);
    const listening = answerTo(at[passive], 'PASV', 'EPSV');
    const parts = { from: partOf(at.from, 'RETR'), to: partOf(at.to, 'STOR') };
    const [first, last] = [
      startOf.get(parts.from.word?.events[0] ?? 0) ?? 0,
      Math.max(...ends.map((end) => endOf.get(parts[end].word?.events.at(-1) ?? 0) ?? 0)),
    ];
    const progress = exchangesOf(lane('to', `${step}-watch`)).flatMap(({ reply, events }) => {
      const bytes = reply === null ? null : parseSize(reply);
      return bytes === null || bytes === 0 ? [] : [{ bytes, ms: (endOf.get(events.at(-1) ?? 0) ?? first) - first }];
    });
    const told = answerTo(at.to, 'SIZE')?.reply ?? null;
    return [
      {
        passive,
        shut: shut === undefined ? null : { end: shut, word: at[shut].at(-1) ?? null },
        listening,
        calling: answerTo(at[otherEnd(passive)], 'PORT', 'EPRT'),
        named: namedBy(listening, about[passive].peer),
        retrieving: parts.from.word,
        storing: parts.to.word,
        announced: { from: parts.from.announced, to: parts.to.announced },
        stat: statusIn(at.to),
        progress,
        tookMs: ends.every((end) => parts[end].word?.reply != null) ? last - first : null,
        size: (told === null ? null : parseSize(told)) ?? progress.at(-1)?.bytes ?? null,
      },
    ];
  });
  const begun = (end: End, file: string): boolean =>
    dialogues.some(({ lane: name, steps }) =>
      steps.some(
        (step) =>
          step.kind === 'exchange' &&
          name.startsWith(`${end}/`) &&
          step.exchange.command === `STOR ${file}` &&
          (step.exchange.reply?.code ?? 999) < 400,
      ),
    );
  const left = ends.flatMap((end) => {
    const files = new Set(
      dialogues
        .filter(({ lane: name }) => name.startsWith(`${end}/`))
        .flatMap((dialogue) => exchangesOf(dialogue))
        .flatMap(({ command }) => (command.startsWith('STOR ') ? [command.slice(5)] : [])),
    );
    return [...files].flatMap((file) => {
      const removal = exchangesOf(lane(end, 'cleanup')).find(({ command }) => command === `DELE ${file}`);
      if (!begun(end, file) || (removal?.reply?.code ?? 999) < 300) return [];
      return [{ end, file, events: removal?.events ?? [] }];
    });
  });
  return { ends: about, tries, upload: answerTo(exchangesOf(lane('from', 'upload')), 'STOR'), left };
}
