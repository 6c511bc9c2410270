import type { RecordEntry } from '../../model/reflection.js';
import { fromLetters } from '../../protocol/letters.js';
import type { TlsMode } from '../../model/target.js';
import type { WireEvent } from '../../model/transcript.js';
import type { FarData, TwoSided } from '../../model/two-ends.js';
import type { Mode } from '../../model/target.js';
import { attemptsOf } from '../attempts.js';
import type { Dialogue } from '../dialogue.js';
import { compareLines, farLines, nearLines } from './lines.js';
import type { FarRecord } from './record.js';

type DataEntry = Extract<RecordEntry, { kind: 'data' }>;

/** What the far end saw of the data connection that our question was about. */
export function dataOf({ entries }: FarRecord, way: 'in' | 'out'): DataEntry | null {
  return entries.findLast((entry): entry is DataEntry => entry.kind === 'data' && entry.way === way) ?? null;
}

/** The same without what it carried. */
export function factsOf(entry: DataEntry): FarData {
  const { way, where, from, outcome, detail, tookMs } = entry;
  return { way, where, from, outcome, detail, tookMs };
}

/** Our question and the reply to it stand in the dialogue; so do the login, and what the two ends say of each other. */
const ofOurOwn = /^(?:PASS|ACCT|SITE|QUIT)\b/i;
const inLetters = /^200 [a-p]{16,}$/;

/** One lane of the comparison beside the record of the far end. */
export function twoSided(
  dialogue: Dialogue,
  lane: readonly WireEvent[],
  record: FarRecord,
  what: { readonly mode: Mode; readonly tls: TlsMode },
  finished: ReadonlyMap<number, number>,
): TwoSided | null {
  const connected = dialogue.steps.find((step) => step.kind === 'connected');
  if (connected === undefined) return null;
  // Of a record that is not whole nobody knows what else arrived.
  const lines = compareLines(nearLines(lane), farLines(record.entries, record.events)).filter(
    ({ change }) => record.whole || change !== 'dropped',
  );
  const at = lines.findIndex(({ who, sent }) => who === 'client' && new RegExp(`^${what.mode}\\b`, 'i').test(sent));
  const command = lines[at] ?? null;
  const answer = at < 0 ? undefined : lines.slice(at + 1).find(({ who, sent }) => who === 'server' && !/^1/.test(sent));
  const reply = command?.change === 'dropped' ? null : (answer ?? null);
  const others = lines.filter(
    (line) =>
      line !== command &&
      line !== reply &&
      line.change !== 'none' &&
      !ofOurOwn.test(line.sent) &&
      !inLetters.test(line.sent) &&
      // What is said after our goodbye nobody waits for.
      !(line.change === 'dropped' && line.who === 'server'),
  );
  const data = dataOf(record, what.mode === 'PASV' || what.mode === 'EPSV' ? 'in' : 'out');
  const got = lane.find(({ operation, input }) => operation === 'write' && input.startsWith('SITE GOT '));
  const received = got?.input.slice(9).trim() ?? '';
  const known = data !== null && data.payload !== '' && received !== '' && fromLetters(received) !== null;
  return {
    controlPort: connected.remote.port,
    ...what,
    local: connected.local,
    remote: connected.remote,
    seen: record.peer,
    arrivedAt: record.local,
    attempt: attemptsOf(dialogue, finished).at(0) ?? null,
    command,
    reply,
    others,
    data: data === null ? null : factsOf(data),
    payload: known ? { sent: data.payload, received } : null,
    events: record.events,
  };
}
