import { readRecordPage, type RecordEntry, type RecordPage } from '../../model/reflection.js';
import { jsonFromLetters } from '../../protocol/letters.js';
import { siteAnswer } from '../../protocol/site.js';
import type { Dialogue } from '../dialogue.js';

/** The record of one session of the far end, its pages joined. */
export interface FarRecord extends Omit<RecordPage, 'next' | 'entries'> {
  readonly entries: readonly RecordEntry[];
  /** It was read to its end. */
  readonly whole: boolean;
  readonly events: readonly number[];
}

/** The records that the far end told, by the session's number. What is not as agreed is passed over. */
export function recordsIn(dialogues: readonly Dialogue[]): ReadonlyMap<string, FarRecord> {
  const records = new Map<string, FarRecord>();
  for (const { steps } of dialogues) {
    for (const step of steps) {
      if (step.kind !== 'exchange' || step.exchange.reply === null) continue;
      const [, id = '', from = ''] = /^SITE TELL ([a-p]{32}) (\d+)$/.exec(step.exchange.command) ?? [];
      if (id === '') continue;
      const page = readRecordPage(jsonFromLetters(siteAnswer(step.exchange.reply)));
      if (page?.session !== id) continue;
      const { next, entries, ...facts } = page;
      const before = from === '0' ? undefined : records.get(id);
      records.set(id, {
        ...facts,
        entries: [...(before?.entries ?? []), ...entries],
        whole: next === null && !facts.full,
        events: [...(before?.events ?? []), ...step.exchange.events],
      });
    }
  }
  return records;
}
