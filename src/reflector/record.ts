import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../model/network.js';
import type { RecordEntry, RecordPage } from '../model/reflection.js';
import { toLetters } from '../protocol/letters.js';
import type { HeardLine } from './line-reader.js';
import { bounds } from './settings.js';

/** What is written down of one session. */
export interface SessionRecord {
  readonly id: string;
  peer: Endpoint;
  readonly local: Endpoint;
  tls: boolean;
  ended: string | null;
  /** Moments on the reflector's clock. */
  readonly beganMs: number;
  heardMs: number;
  endedMs: number | null;
  full: boolean;
  readonly entries: RecordEntry[];
}

type Unplaced<T> = T extends RecordEntry ? Omit<T, 'at'> : never;

/** What a data connection carried is written down later. */
const payloadRoom = 300;

const withoutSecret = (text: string): string => text.replace(/^([^A-Za-z]{0,8}(?:PASS|ACCT)[ \t]).*$/is, '$1****');

/** Every session's record, those of ended sessions for some minutes. Bounded in number and size. */
export interface Records {
  open(peer: Endpoint, local: Endpoint, tls: boolean): SessionRecord;
  /** Answers with what was written down, for what is known later; `null` where the record is full. */
  note<T extends Unplaced<RecordEntry>>(record: SessionRecord, entry: T): (T & { at: number }) | null;
  heard(record: SessionRecord, line: HeardLine, whole?: boolean): void;
  end(record: SessionRecord, how: string): void;
  page(id: string, from: number): RecordPage | null;
}

/** A book of records on the clock `now`. */
export function createRecords(now: () => number): Records {
  const records = new Map<string, SessionRecord>();
  const sizes = new WeakMap<SessionRecord, number>();

  function forgetOld(): void {
    for (const [id, record] of records) {
      const old = record.endedMs !== null && now() - record.endedMs > bounds.recordMs;
      if (!old && records.size <= bounds.records) return;
      records.delete(id);
    }
  }

  function note<T extends Unplaced<RecordEntry>>(record: SessionRecord, entry: T): (T & { at: number }) | null {
    const later = entry.kind === 'data' ? payloadRoom : 0;
    const size = (sizes.get(record) ?? 0) + JSON.stringify(entry).length + later;
    if (record.entries.length >= bounds.entries || size > bounds.recorded) {
      record.full = true;
      return null;
    }
    sizes.set(record, size);
    const placed = { ...entry, at: Math.round(now() - record.beganMs) };
    record.entries.push(placed);
    return placed;
  }

  return {
    open(peer, local, tls) {
      forgetOld();
      const id = toLetters(randomBytes(16));
      const began = now();
      const times = { beganMs: began, heardMs: began, endedMs: null };
      const record: SessionRecord = { id, peer, local, tls, ended: null, ...times, full: false, entries: [] };
      records.set(id, record);
      return record;
    },
    note,
    heard(record, { text, cuts, joined }, whole = true) {
      const line = { kind: 'got' as const, text: withoutSecret(text), cuts: [...cuts], joined };
      note(record, whole ? line : { ...line, unfinished: true });
    },
    end(record, how) {
      record.ended ??= how;
      record.endedMs ??= now();
    },
    page(id, from) {
      const record = records.get(id);
      if (record === undefined) return null;
      const entries: RecordEntry[] = [];
      let size = 0;
      for (const entry of record.entries.slice(from)) {
        size += JSON.stringify(entry).length;
        if (entries.length > 0 && size > bounds.page) break;
        entries.push(entry);
      }
      const next = from + entries.length;
      return {
        session: id,
        peer: record.peer,
        local: record.local,
        tls: record.tls,
        ended: record.ended,
        silentMs: Math.round(now() - record.heardMs),
        ageMs: Math.round(now() - record.beganMs),
        full: record.full,
        next: next < record.entries.length ? next : null,
        entries,
      };
    },
  };
}
