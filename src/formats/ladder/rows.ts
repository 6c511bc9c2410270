import { parseEndpoint, sameAddress } from '../../protocol/address.js';
import { counted, duration } from '../text/words.js';
import { wireLines, wireLinesOf, type ReportEvent } from '../text/wire.js';

/** One step of a ladder, with the numbers of the events it shows. */
export interface Row {
  readonly events: readonly number[];
  /** Milliseconds since the start of the check. */
  readonly atMs: number;
  readonly purpose: 'control' | 'data';
  /** A failure or a negative reply. */
  readonly bad: boolean;
  readonly label: string;
  /** The address in the label, spelt out; `null` where there is none. */
  readonly decoded: string | null;
  readonly shape: Shape;
}

/**
 * How a step is drawn: an arrow that arrives, a SYN that is answered by a refusal or by nobody, a stretch of time in
 * which nothing happens, or a remark about our own end. `far` is the host at the other end where it is not the server.
 */
export type Shape =
  | { readonly kind: 'arrow'; readonly outward: boolean; readonly far: string | null }
  | { readonly kind: 'refused' | 'lost'; readonly far: string | null }
  | { readonly kind: 'wait'; readonly ms: number; readonly hang: boolean }
  | { readonly kind: 'remark' };

/** Shorter waits are no hang to anyone. */
const longWait = 900;

const silent: ReadonlySet<string> = new Set(['timed-out', 'unreachable']);

function waitText(event: ReportEvent): string {
  const took = duration(event.finishedMs - event.startedMs);
  if (event.outcome.ok) return event.operation === 'pause' ? `${took} idle, on purpose` : `${took} until it came`;
  switch (event.operation) {
    case 'connect':
      return `silence: no answer to the SYN for ${took}`;
    case 'accept':
      return `silence: nobody called back for ${took}`;
    case 'read':
      return event.purpose === 'data' ? `silence: no data for ${took}` : `silence: no reply for ${took}`;
    default:
      return `${took} without an end`;
  }
}

/** The stretch of time an event took, where it is long enough to be felt. */
function waitOf(event: ReportEvent, purpose: Row['purpose']): Row[] {
  const ms = event.finishedMs - event.startedMs;
  if (ms < longWait) return [];
  const hang = !event.outcome.ok && event.outcome.failure.kind === 'timed-out';
  return [
    {
      events: [],
      atMs: event.startedMs,
      purpose,
      bad: hang,
      label: waitText(event),
      decoded: null,
      shape: { kind: 'wait', ms, hang },
    },
  ];
}

interface Words {
  readonly label: string;
  readonly decoded: string | null;
}

/** Words for an arrow: its most telling line, how many more there are, and the address in it spelt out. */
function spoken(events: readonly ReportEvent[]): Words {
  const lines = wireLinesOf(events);
  const telling = lines.find(({ decoded }) => decoded !== null) ?? lines[0];
  const more = lines.length > 1 ? ` (+${counted(lines.length - 1, 'line', 'lines')})` : '';
  return { label: `${telling?.text ?? ''}${more}`, decoded: telling?.decoded ?? null };
}

function shapeOf(event: ReportEvent, far: string | null): Shape {
  const { operation, outcome } = event;
  if (!outcome.ok) {
    if (operation === 'connect') return { kind: silent.has(outcome.failure.kind) ? 'lost' : 'refused', far };
    return outcome.failure.kind === 'reset' || outcome.failure.kind === 'closed'
      ? { kind: 'arrow', outward: false, far }
      : { kind: 'remark' };
  }
  if (operation === 'connect' || operation === 'write' || operation === 'secure')
    return { kind: 'arrow', outward: true, far };
  if (operation === 'read' || operation === 'accept') return { kind: 'arrow', outward: false, far };
  return { kind: 'remark' };
}

function wordsOf(events: readonly ReportEvent[]): Words {
  const [event] = events;
  if (event?.purpose === 'control' && (event.operation === 'write' || event.operation === 'read'))
    return spoken(events);
  return { label: event === undefined ? '' : label(event), decoded: null };
}

function label(event: ReportEvent): string {
  const { operation, outcome, input } = event;
  if (operation === 'connect')
    return outcome.ok
      ? `TCP connect to ${input}, ${duration(event.finishedMs - event.startedMs)}`
      : `SYN to ${input}: ${outcome.failure.kind === 'refused' ? 'refused (RST)' : outcome.failure.kind}`;
  if (operation === 'accept' && outcome.ok) return `server calls back, ${outcome.value.replace(' ', ' from ')}`;
  if (operation === 'secure' && outcome.ok) return 'TLS handshake';
  return wireLines(event)
    .map(({ text }) => text)
    .join('; ');
}

/** Calls that say nothing about the conversation. */
const unspoken: ReadonlySet<string> = new Set(['close', 'local-networks', 'send-queue', 'keep-alive']);

/** The host at the far end of a data connection, where it is not the server of the control connection. */
function farOf(event: ReportEvent, server: string | null): string | null {
  if (event.operation !== 'connect') return null;
  const host = parseEndpoint(event.input)?.host ?? null;
  return host === null || server === null || sameAddress(host, server) ? null : host;
}

/** Events of one lane in the order in which a reader of the wire would see them; pieces of one reply as one step. */
export function rowsOf(events: readonly ReportEvent[], server: string | null): Row[] {
  const when = (event: ReportEvent): number =>
    ['read', 'accept'].includes(event.operation) ? event.finishedMs : event.startedMs;
  const rows: Row[] = [];
  const heard = (event: ReportEvent): boolean =>
    event.operation === 'read' && event.purpose === 'control' && event.outcome.ok;
  const ordered = events.filter(({ operation }) => !unspoken.has(operation)).toSorted((a, b) => when(a) - when(b));
  for (let at = 0; at < ordered.length; at++) {
    const event = ordered[at];
    if (event === undefined) break;
    const group = [event];
    for (let next = ordered[at + 1]; heard(event) && next !== undefined && heard(next); next = ordered[at + 1]) {
      group.push(next);
      at++;
    }
    const purpose = event.purpose ?? 'control';
    const words = wordsOf(group);
    const row: Row = {
      events: group.map(({ seq }) => seq),
      atMs: when(event),
      purpose,
      bad: event.outcome.ok ? purpose === 'control' && !event.input && /^[45]\d\d/.test(words.label) : isFailure(event),
      ...words,
      shape: shapeOf(event, farOf(event, server)),
    };
    const wait = waitOf(event, purpose);
    // A SYN leaves before the silence; a reply comes after it; a silence that ends in nothing needs no row of its own.
    if (event.operation === 'connect') rows.push(row, ...wait);
    else if (wait[0]?.shape.kind === 'wait' && (wait[0].shape.hang || event.operation === 'pause'))
      rows.push({ ...wait[0], events: row.events });
    else rows.push(...wait, row);
  }
  return rows;
}

/** The end of a data stream and a listener put away are failures of the door, but of nothing else. */
function isFailure({ operation, outcome }: ReportEvent): boolean {
  return !outcome.ok && !(outcome.failure.kind === 'closed' && (operation === 'read' || operation === 'accept'));
}

const loggingIn = /^(USER|PASS|HOST|AUTH|PBSZ|PROT|TYPE|OPTS|[123]\d\d[ -]|TCP connect|TLS handshake)/;

/** The rows with the login, where it went well, as one: it is the same on each connection. */
export function foldLogin(rows: readonly Row[]): Row[] {
  const end = rows.findIndex(({ bad, shape, label: text }) => bad || shape.kind !== 'arrow' || !loggingIn.test(text));
  const login = rows.slice(0, end);
  const [first] = login;
  if (first === undefined || login.length < 4) return [...rows];
  return [
    {
      ...first,
      events: login.flatMap(({ events }) => events),
      label: `connected and logged in (${login.length} steps)`,
      shape: { kind: 'remark' },
    },
    ...rows.slice(end),
  ];
}
