import type { Transcript } from '../model/transcript.js';
import { version } from '../version.js';
import { isEvent, isObject } from './saved-event.js';
import { savedTarget } from './saved-target.js';
import type { Session } from './source.js';

/** A saved report or transcript larger than this is not ours. */
export const largestSaved = 256 * 1024 * 1024;

/** Whether the beginning of a file looks like JSON that ftpdoctor wrote. */
export function looksSaved(head: string): boolean {
  return /^\s*[[{]/.test(head) && head.includes('"ftpdoctor.');
}

/** Why a value is no transcript or report; otherwise the transcript in it. */
function transcriptOf(value: unknown): Transcript | string {
  if (!isObject(value)) return 'it is not an object';
  const kind = value['schema'];
  const fromReport = kind === 'ftpdoctor.report/1';
  if (!fromReport && kind !== 'ftpdoctor.transcript/1')
    return `its schema is ${JSON.stringify(kind ?? null).slice(0, 60)}`;
  const events = fromReport ? value['transcript'] : value['events'];
  const given = value['target'];
  if (!Array.isArray(events) || !isObject(given) || typeof given['host'] !== 'string') {
    return 'it has no events or no target';
  }
  const bad = events.findIndex((event) => !isEvent(event));
  if (bad >= 0) return `its event ${bad + 1} is not one`;
  const runs = fromReport ? value['experiments'] : value['runs'];
  const tool = fromReport && isObject(value['tool']) ? value['tool']['version'] : value['tool'];
  // A report tells of the far end in a place of its own.
  const far = value['reflector'];
  const target = savedTarget(
    fromReport && isObject(far) ? { ...given, reflector: { host: far['host'], port: far['port'] } } : given,
  );
  if (target === null) return 'its target is not complete';
  if (!Array.isArray(runs) || !runs.every((run) => isObject(run) && typeof run['experiment'] === 'string')) {
    return 'it has no list of experiments';
  }
  const startedAt = typeof value['startedAt'] === 'string' ? value['startedAt'] : new Date(0).toISOString();
  return {
    schema: 'ftpdoctor.transcript/1',
    tool: typeof tool === 'string' ? tool : version,
    startedAt,
    durationMs: Number(value['durationMs']) || 0,
    cutShort: value['cutShort'] === 'deadline' || value['cutShort'] === 'interrupted' ? value['cutShort'] : null,
    target,
    runs: runs as Transcript['runs'],
    events: events as Transcript['events'],
  };
}

/**
 * The sessions in a saved report, transcript, list of them or NDJSON, to be judged by today's rules. Throws `Error`
 * with one sentence that says where the text is not what it should be.
 */
export function savedSessions(text: string): Session[] {
  const values = parsed(text).flatMap((value): unknown[] => {
    if (Array.isArray(value)) return value as unknown[];
    // What explain itself printed holds a report of each session.
    const inner = isObject(value) && Array.isArray(value['sessions']) ? (value['sessions'] as unknown[]) : null;
    return inner === null || inner.length === 0 ? [value] : inner.map((one) => (isObject(one) ? one['report'] : one));
  });
  return values.map((value, at) => {
    const transcript = transcriptOf(value);
    if (typeof transcript === 'string')
      throw new Error(`document ${at + 1} is no report or transcript of ftpdoctor: ${transcript}`);
    return { transcript, places: new Map() };
  });
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const why = error instanceof Error ? error.message : String(error);
    if (lines.length < 2) throw new Error(`it is not complete JSON (${why})`, { cause: error });
    return lines.map((line, at) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        throw new Error(`line ${at + 1} is not JSON (${why})`, { cause: error });
      }
    });
  }
}
