import type { Report } from '../model/report.js';
import { worstFirst } from './severity.js';
import { chooseReader, headOf } from './choose.js';
import type { Input } from './input.js';
import { judgeSession } from './judge-session.js';
import { largestSaved, looksSaved, savedSessions } from './saved.js';
import { shapeOf } from './shape.js';
import type { Clue, Reader, Session, Side, Tell } from './source.js';

/** A session that was kept, with its report; `alike` counts the sessions of the same shape that it stands for. */
export interface Judged {
  readonly source: number;
  readonly session: Session;
  readonly report: Report;
  alike: number;
}

/** What one source turned out to be and to hold. */
export interface Source {
  readonly file: string;
  /** The reader's name; `null` where nothing knows the format. */
  readonly format: string | null;
  readonly title: string | null;
  readonly side: Side | null;
  readonly sessions: number;
  /** Sessions beyond what is judged in one run; they were counted only. */
  readonly notJudged: number;
  readonly clues: number;
  readonly troubles: readonly string[];
}

export interface SourceReading {
  readonly source: Source;
  readonly kept: readonly Judged[];
  readonly clues: readonly Clue[];
}

const mostKept = 200;
const mostShapes = 4000;
const mostClues = 5000;
const mostTroubles = 20;

/** Whether a session may belong to one that another source showed; those are kept apart from the rest. */
export type Wanted = (session: Session) => boolean;

async function textOf(input: Input): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input.chunks()) {
    size += chunk.length;
    if (size > largestSaved) throw new Error(`it is longer than ${largestSaved / 1024 / 1024} MB`);
    pieces.push(new Uint8Array(chunk));
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function readSaved(input: Input, tell: Tell): Promise<void> {
  try {
    for (const session of savedSessions(await textOf(input))) tell({ kind: 'session', session });
  } catch (error) {
    tell({ kind: 'trouble', text: `${input.name}: ${error instanceof Error ? error.message : String(error)}` });
  }
}

/** The session with where it was written, which the rules must know of what was not written at the client. */
function withOrigin(session: Session, reader: Reader | null): Session {
  const side = session.side ?? reader?.side ?? 'client';
  if (side === 'client') return session;
  return { ...session, transcript: { ...session.transcript, origin: { side, product: reader?.product ?? null } } };
}

/** Reads one source to its end and judges what is in it. Memory is bounded: of many sessions the worst are kept. */
export async function readSource(input: Input, index: number, wanted: Wanted): Promise<SourceReading> {
  const head = headOf(input.head);
  const saved = looksSaved(Buffer.from(input.head.subarray(0, 4096)).toString('utf8'));
  const reader = saved ? null : chooseReader(head);
  const shapes = new Map<string, Judged | null>();
  const apart: Judged[] = [];
  const clues: Clue[] = [];
  const troubles: string[] = [];
  const counts = { sessions: 0, notJudged: 0, clues: 0 };
  let kept: Judged[] = [];

  const take = (given: Session): void => {
    counts.sessions++;
    const session = withOrigin(given, reader);
    const special = wanted(session);
    const shape = shapeOf(session.transcript);
    const known = shapes.get(shape);
    if (known !== undefined && !special) {
      if (known !== null) known.alike++;
      return;
    }
    if (shapes.size >= mostShapes && !special) {
      counts.notJudged++;
      return;
    }
    try {
      const judged: Judged = { source: index, session, report: judgeSession(session), alike: 1 };
      shapes.set(shape, judged);
      if (special && apart.length < mostKept) apart.push(judged);
      else kept.push(judged);
    } catch (error) {
      shapes.set(shape, null);
      if (troubles.length < mostTroubles)
        troubles.push(`${input.name}: a session could not be judged (${String(error).slice(0, 200)})`);
    }
    if (kept.length < mostKept * 2) return;
    // What is let go is still remembered by its shape, not by its events.
    kept.sort(worstFirst);
    for (const one of kept.splice(mostKept)) shapes.set(shapeOf(one.session.transcript), null);
  };

  const tell: Tell = (item) => {
    if (item.kind === 'session') take(item.session);
    else if (item.kind === 'clue') {
      counts.clues++;
      if (clues.length < mostClues) clues.push(item.clue);
    } else if (troubles.length < mostTroubles) troubles.push(item.text);
  };
  if ((saved || reader !== null) && input.head.length > 0) {
    try {
      await (saved ? readSaved(input, tell) : reader?.read(input.chunks(), input.name, tell));
    } catch (error) {
      troubles.push(
        `${input.name} could not be read to its end (${error instanceof Error ? error.message : String(error)})`,
      );
    }
  }
  if (input.head.length === 0) troubles.push(`${input.name} is empty`);
  else if (!saved && reader === null) {
    const what =
      head.lines.length === 0
        ? 'binary data of no known kind, from offset 0'
        : 'no line of it looks like FTP, from line 1';
    troubles.push(
      `${input.name} was not recognised: ${what}; give a client log, a server log, a firewall log, a capture or a saved report`,
    );
  } else if (counts.sessions === 0 && counts.clues === 0 && troubles.length === 0) {
    troubles.push(
      `${input.name} was read as ${reader?.id ?? 'saved JSON'}, but it holds no FTP session and no dropped packet`,
    );
  }
  kept.sort(worstFirst);
  kept = [...apart, ...kept.slice(0, mostKept)];
  return {
    source: {
      file: input.path,
      format: saved ? 'ftpdoctor' : (reader?.id ?? null),
      title: saved ? 'saved by ftpdoctor' : (reader?.title ?? null),
      side: saved ? 'client' : (reader?.side ?? null),
      ...counts,
      troubles,
    },
    kept,
    clues,
  };
}
