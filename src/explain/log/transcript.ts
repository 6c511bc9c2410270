import type { Endpoint } from '../../model/network.js';
import type { TlsMode } from '../../model/target.js';
import type { Transcript, WireEvent } from '../../model/transcript.js';
import { blankTranscript } from '../blank.js';
import type { Session } from '../source.js';
import { written, type Sheet } from './sheet.js';

/** What a log told about its session beside the events. */
export interface Told {
  readonly to: Endpoint | null;
  readonly local: Endpoint | null;
  readonly seen: Endpoint | null;
  readonly name: string | null;
  readonly user: string | null;
  /** Milliseconds since 1970 in the log's own clock. */
  readonly startedMs: number | null;
  /** Whether anything of FTP was seen. */
  readonly greeted: boolean;
}

const implicitPort = 990;

function completed(event: WireEvent, { to, local, seen }: Told): WireEvent {
  if (event.operation !== 'connect' || event.purpose !== 'control' || !event.outcome.ok) return event;
  const value = [written(local), written(to), ...(seen === null ? [] : [written(seen)])].join(' ');
  return { ...event, input: written(to), outcome: { ok: true, value } };
}

function tlsOf(events: readonly WireEvent[], to: Endpoint | null): TlsMode {
  if (to?.port === implicitPort) return 'implicit';
  return events.some(({ operation, outcome }) => operation === 'secure' && outcome.ok) ? 'explicit' : 'off';
}

/** What was put in the place of a name that is not to be known: `***`, `xxx.xxx.xxx.xxx`, `<redacted>`. */
const withheld = /^(?:[*x#.?_-]{3,}|<[\w .-]{1,30}>|\[?redacted\]?)$/i;

/** A name that a log shows; `null` where it withholds it. */
const shown = (name: string | null): string | null =>
  name === null || name === '' || withheld.test(name) ? null : name;

/** A login that was neither accepted nor refused leaves everything open: the log ends before. */
function undecided(events: readonly WireEvent[]): boolean {
  return !events.some(
    ({ operation, input, outcome, purpose }) =>
      (operation === 'read' &&
        outcome.ok &&
        purpose === 'control' &&
        /^(?:230|232|[45]\d\d|22[5-9])/.test(outcome.value)) ||
      (operation !== 'write' && !outcome.ok && outcome.failure.kind !== 'unknown') ||
      (operation === 'write' && /^(?:PASV|EPSV|PORT|EPRT|LIST)\b/i.test(input)),
  );
}

/** The sheet as a session; `null` when there is nothing of FTP on it. */
export function sessionOf(sheet: Sheet, told: Told): Session | null {
  const events = sheet.events().map((event) => completed(event, told));
  if (!told.greeted && events.every(({ outcome }) => outcome.ok)) return null;
  const host = shown(told.name) ?? shown(told.to?.host ?? null);
  const user = shown(told.user);
  const startedAt = new Date(told.startedMs ?? Date.now());
  const transcript: Transcript = {
    ...blankTranscript({
      ...(host === null ? {} : { host }),
      ...(told.to === null ? {} : { port: told.to.port }),
      ...(user === null ? {} : { user }),
      tls: tlsOf(events, told.to),
    }),
    startedAt: (Number.isNaN(startedAt.getTime()) ? new Date() : startedAt).toISOString(),
    durationMs: events.at(-1)?.finishedMs ?? 0,
    cutShort: undecided(events) ? 'interrupted' : null,
    runs: [{ experiment: 'gate', status: 'ran', detail: '' }],
    events,
  };
  return { transcript, places: sheet.places() };
}
