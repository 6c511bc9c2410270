import { aligned } from '../observations/aligned.js';
import { spokenIn, userOf, type Spoken } from './exchanges.js';
import type { Session, Side } from './source.js';

/** One session as two sources show it. */
export interface Pair<T> {
  readonly near: T;
  readonly far: T;
  readonly lines: readonly (readonly [Spoken, Spoken])[];
  /** Whether more than a like dialogue says that the two are one: a port or name that both have, or one time. */
  readonly tied: boolean;
}

interface Candidate {
  readonly session: Session;
  readonly source: number;
}

/** The ends of a control connection as a source shows them, and when it began. */
interface Connection {
  readonly client: string;
  readonly server: string;
  readonly beganMs: number;
  /** Whether the times are those of packets. */
  readonly captured: boolean;
}

/** What of a session is compared, drawn from it once: many sessions make many pairs. */
interface Drawn {
  readonly lines: readonly Spoken[];
  readonly connection: Connection | null;
}

/** Less of the shorter dialogue in common than this, and they are two sessions. */
const leastAlike = 0.7;
const masked = /\*{2,}|x{3,}|<password>|\(hidden\)/i;

function argument(text: string): string {
  return text.slice(text.indexOf(' ') + 1).trim();
}

const isTelling = ({ word }: Spoken): boolean => /^(?:PORT|EPRT|RETR|STOR|CWD|227|229)$/.test(word);

/** Longer than this, and the clocks of two machines that show one session do not agree. */
const clocksMs = 2000;

/** Whether something that another session would hardly have is the same in both. */
function isTied(
  before: Connection | null,
  after: Connection | null,
  lines: readonly (readonly [Spoken, Spoken])[],
): boolean {
  const named = ([a, b]: readonly [Spoken, Spoken]): boolean =>
    isTelling(a) && argument(a.text) === argument(b.text) && argument(a.text).length > 3 && !masked.test(a.text);
  if (lines.some(named)) return true;
  if (before === null || after === null) return false;
  if (before.captured && after.captured && Math.abs(before.beganMs - after.beganMs) <= clocksMs) return true;
  // NAT keeps the port where it can.
  const [one, other] = [portOf(before.client), portOf(after.client)];
  return one > 0 && one === other;
}

function portOf(endpoint: string): number {
  return Number(/:(\d+)$/.exec(endpoint)?.[1] ?? 0);
}

/** Whether the two name different ports in the same place: then they are not one session, or something rewrote it. */
function differInPort(lines: readonly (readonly [Spoken, Spoken])[]): boolean {
  return lines.some(([a, b]) => isTelling(a) && argument(a.text) !== argument(b.text));
}

/** How sure it is that two sessions are one: 0 not at all; ports and names that only one session has weigh most. */
function likeness(lines: readonly (readonly [Spoken, Spoken])[], shorter: number): number {
  if (lines.length < 4 || lines.length / Math.max(1, shorter) < leastAlike) return 0;
  let score = lines.length / shorter;
  for (const [a, b] of lines) {
    if (a.who === 'client' && a.word === 'USER' && argument(a.text) !== argument(b.text)) return 0;
    if (masked.test(a.text) || masked.test(b.text)) continue;
    const telling = isTelling(a);
    if (telling && argument(a.text) === argument(b.text)) score += 2;
    // The last number of a port survives a rewritten address.
    else if (
      telling &&
      /\d/.test(a.text) &&
      /(\d+,\d+)\)?\.?$/.exec(a.text)?.[1] === /(\d+,\d+)\)?\.?$/.exec(b.text)?.[1]
    )
      score += 1.5;
    else if (a.word === '220' && a.text === b.text) score += 0.5;
  }
  return score;
}

/** Whether a session could be one of these others seen from another place; cheap enough to ask for every session. */
export function couldBe(session: Session, others: readonly Session[]): boolean {
  const user = userOf(session.transcript);
  const ports = portsOf(session);
  return others.some((other) => {
    if (user !== 'unknown' && userOf(other.transcript) !== 'unknown' && userOf(other.transcript) !== user) return false;
    const theirs = portsOf(other);
    return (
      ports.length === 0 || theirs.length === 0 || ports.some((port) => theirs.includes(port)) || others.length < 20
    );
  });
}

function portsOf({ transcript }: Session): string[] {
  return transcript.events.flatMap(({ operation, input, outcome }) => {
    const text = operation === 'write' ? input : operation === 'read' && outcome.ok ? outcome.value : '';
    const found = /^(?:PORT |EPRT |227|229)/.test(text) ? /(\d+,\d+)\)?\.?\s*$|\|(\d+)\|/.exec(text) : null;
    return found === null ? [] : [found[1] ?? found[2] ?? ''];
  });
}

function connectionOf({ transcript, places }: Session): Connection | null {
  const opened = transcript.events.find(({ operation, purpose }) => operation === 'connect' && purpose === 'control');
  if (opened?.outcome.ok !== true) return null;
  const [local = '?', server = '?', seen] = opened.outcome.value.split(' ');
  const beganMs = Date.parse(transcript.startedAt) + opened.startedMs;
  return { client: seen ?? local, server, beganMs, captured: places.get(1)?.unit === 'packet' };
}

/** Longest time that a translator keeps a packet back. */
const crossingMs = 200;

/**
 * Whether one capture shows a connection twice, before and after translation, as on all devices of a router: it began
 * at the same time, and one of its ends, but only one, is the same.
 */
function couldBeTranslated(before: Connection | null, after: Connection | null): boolean {
  if (before === null || after === null) return false;
  if (!before.captured || !(Math.abs(before.beganMs - after.beganMs) <= crossingMs)) return false;
  return (before.client === after.client) !== (before.server === after.server);
}

/** A line with an address, a port or a name in it, not merely a common dialogue: two monitors may speak alike. */
const leastTelling = 2.4;

/**
 * Matches sessions by what was said in them, each with the other that is most like it: those of different sources, and
 * within one capture those that a translator makes of one. Where two others are equally like, none is taken: a guess would be worse.
 */
export function matchSessions<T extends Candidate>(all: readonly T[], sideOf: (one: T) => Side | null): Pair<T>[] {
  const drawn = new Map(
    all.map(({ session }) => [session, { lines: spokenIn(session), connection: connectionOf(session) }]),
  );
  const nothing: Drawn = { lines: [], connection: null };
  const perSource = new Map<number, number>();
  for (const { source } of all) perSource.set(source, (perSource.get(source) ?? 0) + 1);
  const pairs: Pair<T>[] = [];
  const taken = new Set<T>();
  const order = { client: 0, path: 1, server: 2 } as const;
  const rank = (one: T): number => order[sideOf(one) ?? 'client'];
  for (const near of all) {
    if (taken.has(near)) continue;
    let best: Pair<T> | null = null;
    let most = 0;
    let tie = false;
    const { lines: said, connection } = drawn.get(near.session) ?? nothing;
    for (const far of all) {
      if (far === near || taken.has(far) || rank(far) < rank(near)) continue;
      const same = far.source === near.source;
      const other = drawn.get(far.session) ?? nothing;
      if (same && !couldBeTranslated(connection, other.connection)) continue;
      if (rank(far) === rank(near) && far.source < near.source) continue;
      const lines = aligned(said, other.lines);
      const score = likeness(lines, Math.min(said.length, other.lines.length));
      if (same && score < leastTelling) continue;
      const tied = isTied(connection, other.connection, lines);
      // Alike in the dialogue alone and different in the ports: of several sessions that may be any two.
      const only = [near, far].every(({ source }) => perSource.get(source) === 1);
      if (!tied && !only && differInPort(lines)) continue;
      tie = score === most ? score > 0 : tie && score < most;
      if (score > most) [best, most] = [{ near, far, lines, tied }, score];
    }
    if (best === null || tie) continue;
    taken.add(best.near).add(best.far);
    pairs.push(best);
  }
  return pairs;
}
