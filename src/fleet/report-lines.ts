import { createReadStream } from 'node:fs';
import type { Report, Verdict } from '../model/report.js';

/** What is remembered of a result once its line has been read. */
export interface Seen {
  readonly target: Report['target'];
  readonly verdict: Verdict;
  readonly headline: string;
  readonly startedAt: string;
  readonly cutShort: Report['cutShort'];
  /** Id of the diagnosis, `null` where there is none. */
  readonly diagnosis: string | null;
  /** The modes in which the directory was listed. */
  readonly modes: readonly string[];
}

/** A line of an NDJSON file: a result, or why it is none. */
export type Line =
  | {
      readonly line: number;
      readonly seen: Seen;
      /** The JSON as it was read; only what `seen` says of it has been looked at. */ readonly value: unknown;
    }
  | {
      readonly line: number;
      readonly problem: string;
      /** Cut off in the middle, at the end of the file. */ readonly torn: boolean;
    };

/** How a file ends: with a whole line, or with one that has no newline. `length` is up to the last newline. */
export interface Tail {
  readonly length: number;
  readonly open: 'nothing' | 'result' | 'torn';
}

const start = '{"schema":"ftpdoctor.report/1"';
/** Far more than a report with its transcript takes. */
const longestLine = 32 << 20;
const newline = 0x0a;
const verdicts: readonly string[] = ['healthy', 'degraded', 'broken', 'inconclusive'];

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isTarget(value: unknown): value is Report['target'] {
  if (!isFields(value)) return false;
  const { host, port, tls, user, path } = value;
  const texts = [host, user, path].every((text) => typeof text === 'string');
  return texts && typeof port === 'number' && ['off', 'explicit', 'implicit'].includes(String(tls));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The result that a value of JSON is, as far as it is needed here; else what it lacks. */
export function seenIn(value: unknown): Seen | string {
  if (!isFields(value)) return 'is not a JSON object';
  if (value['schema'] !== 'ftpdoctor.report/1') return 'is not a report of ftpdoctor (schema ftpdoctor.report/1)';
  const { target, verdict, headline, startedAt, cutShort } = value;
  if (!isTarget(target)) return 'is a report without a readable target';
  if (!verdicts.includes(textOf(verdict))) return 'is a report without a known verdict';
  const findings = fieldsIn(value['findings']);
  const diagnosis = findings.find(({ kind, summary }) => kind === 'cause' || summary === headline);
  const listed = fieldsIn(value['attempts']).filter(({ reached }) => reached === 'completed');
  const { host, port, tls, user, path } = target;
  return {
    target: { host, port, tls, user, path },
    verdict: verdict as Verdict,
    headline: textOf(headline),
    startedAt: textOf(startedAt),
    cutShort: cutShort === 'interrupted' || cutShort === 'deadline' ? cutShort : null,
    diagnosis: diagnosis === undefined ? null : textOf(diagnosis['id']),
    modes: [...new Set(listed.map(({ mode }) => textOf(mode)))],
  };
}

/** Where a disk was full for a while, a whole result may follow half of one on the same line. */
function lastReportIn(text: string): string {
  return text.slice(Math.max(0, text.lastIndexOf(start)));
}

function understand(text: string): { readonly seen: Seen; readonly value: unknown } | string {
  for (const candidate of new Set([text, lastReportIn(text)])) {
    try {
      const value: unknown = JSON.parse(candidate);
      const seen = seenIn(value);
      return typeof seen === 'string' ? seen : { seen, value };
    } catch {
      continue;
    }
  }
  return 'is not JSON';
}

/**
 * Reads NDJSON of reports line by line, with memory for one line only; `each` hears of every line that is not empty.
 * Throws what the system says of the file.
 */
export async function readReportLines(file: string, each: (line: Line) => void | Promise<void>): Promise<Tail> {
  let line = 0;
  let length = 0;
  let read = 0;
  let pieces: Buffer[] = [];
  let size = 0;

  const take = (piece: Buffer): void => {
    size += piece.length;
    if (size <= longestLine) pieces.push(piece);
    else pieces = [];
  };
  const finish = async (torn: boolean): Promise<Tail['open']> => {
    line++;
    const text = Buffer.concat(pieces).toString('utf8').trim();
    const found = size > longestLine ? 'is longer than any report' : text === '' ? null : understand(text);
    pieces = [];
    size = 0;
    if (found === null) return 'nothing';
    if (typeof found !== 'string') await each({ line, ...found });
    else await each({ line, problem: torn ? 'ends in the middle of a result' : found, torn });
    return typeof found === 'string' ? 'torn' : 'result';
  };

  for await (const chunk of createReadStream(file)) {
    let bytes = chunk as Buffer;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline)) {
      take(bytes.subarray(0, end));
      read += end + 1;
      length = read;
      await finish(false);
      bytes = bytes.subarray(end + 1);
    }
    take(bytes);
    read += bytes.length;
  }
  return { length, open: size === 0 ? 'nothing' : await finish(true) };
}
