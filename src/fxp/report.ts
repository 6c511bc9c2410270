import { z } from 'zod';
import { reportSchema } from '../model/report.js';
import { formatEndpoint } from '../protocol/address.js';
import { type End, ends, otherEnd } from './end.js';
import { type EndFacts, type FxpFacts, fxpFacts, linesOf } from './facts.js';
import { fxpFindings } from './findings.js';
import { outcomesOf, type TryOutcome, wordsOf } from './outcome.js';
import type { FxpTranscript } from './run.js';

const { target, findings, transcript, verdict, cutShort, tool, startedAt } = reportSchema.shape;
const end = z.enum(['from', 'to']);
const endpoint = z.object({ host: z.string(), port: z.int().min(0).max(65_535) });
const events = z.array(z.int());
const endSchema = target.extend({
  peer: endpoint.nullable().describe('Where its control connection went'),
  server: z.object({ product: z.string(), version: z.string().nullable() }).nullable(),
  loggedIn: z.boolean(),
  trouble: z.string().nullable().describe('Why it could not be entered'),
});

/** What a run between two servers found, as `--format json` prints it. The reasons are those of `TryOutcome`. */
export const fxpSchema = z.object({
  schema: z.literal('ftpdoctor.fxp/1'),
  tool,
  startedAt,
  durationMs: z.number(),
  verdict,
  headline: z.string(),
  cutShort,
  allowWrite: z.boolean(),
  from: endSchema,
  to: endSchema,
  ways: z.array(
    z.object({
      passive: end.describe('Which of the two listened (PASV); the other one called (PORT)'),
      named: endpoint.nullable(),
      reached: z.enum([
        'sent',
        'agreed',
        'pasv-refused',
        'port-refused',
        'data-refused',
        'call-failed',
        'file-refused',
        'unfinished',
        'protection-required',
        'not-entered',
        'unknown',
      ]),
      stoppedAt: end.nullable(),
      reply: z.string().nullable().describe('The words that decided it'),
      bytes: z.int().nullable().describe('How much arrived, where the server tells'),
      progress: z
        .array(z.object({ ms: z.number(), bytes: z.int() }))
        .describe('How much had arrived after how long, where it took longer than one wait'),
      tookMs: z.number().nullable().describe('From RETR to the last word of both'),
      stat: z.string().nullable().describe('What STAT said when the transfer was over'),
      events,
    }),
  ),
  filesLeft: z.array(z.object({ end, file: z.string(), events })),
  findings: z.array(findings.element.extend({ end: end.nullable() })),
  transcript,
});

export type FxpReport = z.infer<typeof fxpSchema>;

/** A server by the name the user gave it. */
export function nameOf({ target: { host, port } }: EndFacts): string {
  return port === 21 ? host : host.includes(':') ? formatEndpoint({ host, port }) : `${host}:${port}`;
}

const good = ({ stop }: TryOutcome): boolean => stop === 'sent' || stop === 'agreed';
/** The words of a server at the end of a sentence of ours. */
const unstopped = (text: string): string => text.replace(/\.$/, '');
const undecided = ({ stop }: TryOutcome): boolean =>
  ['file-refused', 'unfinished', 'not-entered', 'unknown'].includes(stop);

function verdictOf(facts: FxpFacts, { cutShort: cut, allowWrite }: FxpTranscript): FxpReport['verdict'] {
  const outcomes = outcomesOf(facts);
  if (cut !== null) return 'inconclusive';
  if (ends.some((one) => !facts.ends[one].loggedIn)) {
    return ends.some((one) => !facts.ends[one].resolved) ? 'inconclusive' : 'broken';
  }
  const worked = outcomes.filter((one) => (allowWrite ? one.stop === 'sent' : good(one)));
  if (worked.length === outcomes.length && worked.length > 0) return 'healthy';
  if (worked.length > 0) return 'degraded';
  return outcomes.length === 0 || outcomes.some((one) => undecided(one) || good(one)) ? 'inconclusive' : 'broken';
}

function why({ stop, at, exchange }: TryOutcome, name: (end: End) => string): string {
  const who = at === null ? '' : name(at);
  const words = wordsOf(exchange);
  const reasons: Readonly<Record<TryOutcome['stop'], string>> = {
    sent: 'the file arrived',
    agreed: 'both took the addresses',
    'pasv-refused': `${who} names no port to listen on (${words})`,
    'port-refused': `${who} does not call another host than its client (${words})`,
    'data-refused': `${who} takes no data from another host than its client (${words})`,
    'call-failed':
      exchange?.reply == null
        ? `no data connection from ${who} to the other server comes about (${words})`
        : `${who} could not reach the other server (${words})`,
    'file-refused': `${who} refused the file itself (${words})`,
    unfinished: `data flowed, but its end was not seen (${words})`,
    'protection-required': `${who} gives and takes files only over encrypted data connections (${words}), in which two servers do not meet`,
    'not-entered': `${who} gave no further control connection (${words})`,
    unknown: `it ended without a telling word (${words})`,
  };
  return reasons[stop];
}

/** What became of one way, in a sentence. */
export function wayText(facts: FxpFacts, outcome: TryOutcome): string {
  return why(outcome, (one) => nameOf(facts.ends[one]));
}

function headlineOf(facts: FxpFacts, { cutShort: cut, allowWrite }: FxpTranscript): string {
  const outcomes = outcomesOf(facts);
  const name = (one: End): string => nameOf(facts.ends[one]);
  const shut = ends.find((one) => !facts.ends[one].loggedIn);
  if (cut !== null) return `${cut === 'deadline' ? 'The deadline came' : 'Interrupted'} before both ways were tried.`;
  if (shut !== undefined)
    return `${name(shut)} could not be entered: ${unstopped(facts.ends[shut].trouble?.text ?? 'no reason was seen')}.`;
  const [first] = outcomes;
  if (first === undefined) return 'Nothing could be tried.';
  const bad = outcomes.filter((one) => !good(one));
  if (allowWrite && bad.length === 0 && outcomes.some(({ stop }) => stop === 'agreed')) {
    return `Both servers take the other's address, but no test file could be made at ${name('from')} (${wordsOf(facts.upload)}): name one in the URL.`;
  }
  if (bad.length === 0) {
    return allowWrite
      ? `A file goes from ${name('from')} to ${name('to')}, whichever of the two listens.`
      : `${name('from')} and ${name('to')} take each other's address; whether data would flow was not tried (--allow-write).`;
  }
  const reasons = [...new Set(bad.map((one) => wayText(facts, one)))].join('; and ');
  const worked = outcomes.find(good);
  if (bad.every(undecided))
    return `Whether files go straight from ${name('from')} to ${name('to')} was not seen in full: ${reasons}.`;
  if (worked === undefined) return `No file goes straight from ${name('from')} to ${name('to')}: ${reasons}.`;
  const { passive } = worked.facts;
  const how = `${name(passive)} listens (PASV) and ${name(otherEnd(passive))} calls (PORT)`;
  return `A file ${worked.stop === 'sent' ? 'goes' : 'may go'} from ${name('from')} to ${name('to')} where ${how}, not the other way round: ${reasons}.`;
}

function endOf({ target: asked, peer, server, loggedIn, trouble }: EndFacts): FxpReport['from'] {
  return { ...asked, peer, server, loggedIn, trouble: trouble?.text ?? null };
}

function wayOf({ facts, stop, at, exchange }: TryOutcome): FxpReport['ways'][number] {
  const parts = [
    facts.shut?.word,
    stop === 'protection-required' ? exchange : null,
    facts.listening,
    facts.calling,
    facts.retrieving,
    facts.storing,
    facts.stat,
  ];
  return {
    passive: facts.passive,
    named: facts.named,
    reached: stop,
    stoppedAt: at,
    reply: exchange === null ? null : wordsOf(exchange),
    bytes: facts.size,
    progress: [...facts.progress],
    tookMs: facts.tookMs === null ? null : Math.round(facts.tookMs),
    stat: facts.stat?.reply == null ? null : linesOf(facts.stat),
    events: parts.flatMap((part) => part?.events ?? []).sort((a, b) => a - b),
  };
}

/** The pure half: the same transcript gives the same report. */
export function fxpReport(run: FxpTranscript, version: string): FxpReport {
  const facts = fxpFacts(run);
  return {
    schema: 'ftpdoctor.fxp/1',
    tool: { name: 'ftpdoctor', version },
    startedAt: run.startedAt,
    durationMs: Math.round(run.durationMs),
    verdict: verdictOf(facts, run),
    headline: headlineOf(facts, run),
    cutShort: run.cutShort,
    allowWrite: run.allowWrite,
    from: endOf(facts.ends.from),
    to: endOf(facts.ends.to),
    ways: outcomesOf(facts).map(wayOf),
    filesLeft: facts.left.map(({ end: at, file, events: seqs }) => ({ end: at, file, events: [...seqs] })),
    findings: [...fxpFindings(facts)],
    transcript: [...run.events],
  };
}
