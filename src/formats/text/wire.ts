import type { Report } from '../../model/report.js';
import { sanitise, sanitiseLines } from '../sanitise.js';
import { decodedPairs } from './byte-pairs.js';

export type ReportEvent = Report['transcript'][number];

/** Which way a line went: `>` sent, `<` received, `*` about a socket, `!` a failure. */
export type Direction = '>' | '<' | '*' | '!';

/** A line as a person reads it, sanitised. `decoded` is the address in it, spelt out. */
export interface WireLine {
  readonly direction: Direction;
  readonly text: string;
  readonly decoded: string | null;
}

const longest = 500;

/** What goes over the second channel of a reflector, in letters that nobody reads: the beginning is enough. */
const letters = /([a-p]{12})[a-p]{52,}/g;

function about(direction: Direction, text: string): WireLine[] {
  return [{ direction, text: sanitise(text, longest), decoded: null }];
}

/** Text of the control connection, line by line; a piece that ends within a line says so, for segments matter. */
function spoken(direction: '>' | '<', text: string): WireLine[] {
  const lines = sanitiseLines(text.replace(letters, '$1...'), longest).map((line) => ({
    direction,
    text: line,
    decoded: decodedPairs(line),
  }));
  const last = lines.at(-1);
  if (last !== undefined && !text.endsWith('\n'))
    lines[lines.length - 1] = { ...last, text: `${last.text} (line open)` };
  return lines;
}

/** The facts of a JSON value as words, or the text itself where it is not JSON. */
function facts(value: string): string {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed !== 'object' || parsed === null) return value;
    if (Array.isArray(parsed))
      return parsed.map((one) => facts(typeof one === 'string' ? one : JSON.stringify(one))).join(', ');
    return Object.entries(parsed)
      .map(([key, one]) => `${key} ${typeof one === 'string' ? one : JSON.stringify(one)}`)
      .join(', ');
  } catch {
    return value;
  }
}

function ends(value: string): string {
  return value.replace(' ', ' -> ');
}

const nouns: Readonly<Record<string, string>> = {
  resolve: 'resolve',
  'local-networks': 'local networks',
  'send-queue': 'send queue',
  'keep-alive': 'TCP keepalive each',
  secure: 'TLS handshake',
};

/** An event as the lines a person reads. Text on a data connection is never there, only its size. */
export function wireLines(event: ReportEvent): WireLine[] {
  const { operation, input, outcome } = event;
  const noun = nouns[operation] ?? operation;
  if (!outcome.ok) {
    // The end of a listing is the end of its connection, and a listener no longer needed is closed: no failures.
    if (outcome.failure.kind === 'closed' && operation === 'read') return about('*', 'closed by the far end');
    if (outcome.failure.kind === 'closed' && operation === 'accept')
      return about('*', `no longer listening on ${input}`);
    const what = operation === 'write' ? `write ${input.trimEnd()}` : input === '' ? noun : `${noun} ${input}`;
    return about('!', `${what}: ${outcome.failure.kind}, ${outcome.failure.detail}`);
  }
  const { value } = outcome;
  switch (operation) {
    case 'write':
      return event.purpose === 'data' ? about('>', input) : spoken('>', input);
    case 'read':
      return event.purpose === 'data' ? about('<', value) : spoken('<', value);
    case 'connect':
      return about('*', `connected ${ends(value)}`);
    case 'accept':
      return about('*', `called back ${ends(value)}`);
    case 'listen':
      return about('*', `listening on ${value}`);
    default:
      return about('*', [noun, input, facts(value)].filter((part) => part !== '').join(' '));
  }
}

/** The lines of several events, lane by lane, pieces of one reply put together again before they are read. */
export function wireLinesOf(events: readonly ReportEvent[]): WireLine[] {
  const lanes = [...new Set(events.map(({ lane }) => lane))];
  const joined: ReportEvent[] = [];
  for (const event of lanes.flatMap((lane) => events.filter((one) => one.lane === lane))) {
    const last = joined.at(-1);
    const text = heard(event);
    const before = last === undefined ? null : heard(last);
    if (
      last !== undefined &&
      text !== null &&
      before !== null &&
      last.lane === event.lane &&
      last.socket === event.socket
    )
      joined[joined.length - 1] = { ...last, outcome: { ok: true, value: before + text } };
    else joined.push(event);
  }
  return joined.flatMap(wireLines);
}

function heard(event: ReportEvent): string | null {
  return event.operation === 'read' && event.purpose === 'control' && event.outcome.ok ? event.outcome.value : null;
}

const chatter = 4;

/**
 * What says most: failures, refusals and addresses, then commands, then other replies, then sockets. Within a long
 * reply, such as that to STAT, only lines that name an address say anything here.
 */
function rank({ direction, text, decoded }: WireLine): number {
  if (direction === '!' || decoded !== null || (direction === '<' && /^[45]\d\d/.test(text))) return 0;
  if (direction === '<' && !/^\d/.test(text)) return /\d\.\d|:[\da-f]*:/i.test(text) ? 1 : chatter;
  return direction === '>' ? 1 : direction === '<' ? 2 : 3;
}

/** A reflector is asked for its record, and answers: what the record says stands in the evidence itself. */
const isSecondChannel = ({ text }: WireLine): boolean => /^(?:SITE (?:TELL|HELLO|GOT) |200 [a-p]{12}\.\.\.)/.test(text);

/** The most telling of many lines, in their order. */
export function tellingLines(lines: readonly WireLine[], most: number): WireLine[] {
  const all = lines.filter((line) => !isSecondChannel(line));
  const told = all.length > most ? all.filter((line) => rank(line) < chatter) : all;
  const chosen = new Set(told.toSorted((a, b) => rank(a) - rank(b)).slice(0, most));
  return told.filter((line) => chosen.has(line));
}
