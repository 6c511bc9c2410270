import { z } from 'zod';

/**
 * What a reflector tells, the cooperating far end. Both ends share these shapes; over the wire they go as JSON in letters
 * (`protocol/letters.ts`). Everything is bounded, for either end may be hostile. Made at the first use, since zod takes
 * longer to load than a check takes.
 */
function makeShapes() {
  const endpoint = z.object({ host: z.string().max(64), port: z.int().min(0).max(65_535) });
  const port = z.int().min(1).max(65_535);
  const session = z.string().regex(/^[a-p]{32}$/);

  const hello = z.object({
    reflector: z.string().max(40),
    session,
    peer: endpoint,
    local: endpoint,
    ports: z.array(z.object({ port, tls: z.boolean() })).max(16),
    range: z.tuple([port, port]),
    /** Ports on which it always listens. */
    open: z.array(port).max(16),
    /** How many other addresses have reached one of its open ports since it began. */
    reachedBy: z.int(),
    /** How many other addresses it has called back with success since it began. */
    called: z.int(),
  });

  const outcome = z.enum(['opened', 'refused', 'reset', 'timed-out', 'unreachable', 'foreign', 'unknown']);

  const got = z.object({
    kind: z.literal('got'),
    /** Milliseconds since the session began, as for the others. */
    at: z.number(),
    text: z.string().max(1024),
    /** Offsets in the line at which a new segment began. */
    cuts: z.array(z.int()).max(64),
    /** The line began in the segment in which the line before it ended. */
    joined: z.boolean(),
    /** The session ended before the line did. */
    unfinished: z.literal(true).optional(),
  });
  const said = z.object({ kind: z.literal('said'), at: z.number(), text: z.string().max(1024) });
  const data = z.object({
    kind: z.literal('data'),
    at: z.number(),
    /** `in`: it waited for the peer; `out`: it called the peer. */
    way: z.enum(['in', 'out']),
    /** Where it waited, or where it called. */
    where: endpoint,
    from: endpoint.nullable(),
    outcome,
    detail: z.string().max(80),
    tookMs: z.number(),
    bytes: z.int(),
    /** What it sent, in letters; empty where it was no payload of the comparison. */
    payload: z.string().max(600),
  });

  const entry = z.discriminatedUnion('kind', [got, said, data]);

  const page = z.object({
    session,
    peer: endpoint,
    local: endpoint,
    tls: z.boolean(),
    /** How the session ended: `closed`, `reset`, `failed`, `timed-out`, or why it was ended; `null` while it stands. */
    ended: z.string().max(20).nullable(),
    /** Milliseconds since it last heard something, and since the session began. */
    silentMs: z.number(),
    ageMs: z.number(),
    /** Entries were left out because the session had too many. */
    full: z.boolean(),
    /** Number of the entry with which the next page begins; `null` after the last one. */
    next: z.int().nullable(),
    entries: z.array(entry).max(400),
  });
  return { hello, outcome, entry, page };
}

type Shapes = ReturnType<typeof makeShapes>;
let made: Shapes | null = null;

function shapes(): Shapes {
  return (made ??= makeShapes());
}

/** What a reflector says of itself and of the one who asks. */
export type Hello = z.infer<Shapes['hello']>;
/** How a call back to the peer, or the wait for one from it, ended. */
export type DialOutcome = z.infer<Shapes['outcome']>;
export type RecordEntry = z.infer<Shapes['entry']>;
/** A part of what it has written down of one session. */
export type RecordPage = z.infer<Shapes['page']>;

/** What was told as a greeting; `null` where it is none. */
export function readHello(told: unknown): Hello | null {
  return shapes().hello.safeParse(told).data ?? null;
}

/** What was told as a page of a record; `null` where it is none. */
export function readRecordPage(told: unknown): RecordPage | null {
  return shapes().page.safeParse(told).data ?? null;
}
