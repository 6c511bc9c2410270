import { existsSync } from 'node:fs';
import { whyNot } from '../cli/errno.js';
import { UsageError } from '../cli/usage-error.js';
import type { Report, Verdict } from '../model/report.js';
import { keyOf, type FleetItem } from './item.js';
import { readReportLines, type Tail } from './report-lines.js';

/** What a file of earlier results says about a sweep. */
export interface Resumed {
  /** What is still to be checked. */
  readonly left: readonly FleetItem[];
  /** What is not, each with its verdict, in the order of the sweep. */
  readonly done: readonly { readonly item: FleetItem; readonly verdict: Verdict }[];
  readonly tail: Tail;
}

/**
 * Leaves out the targets whose results `file` holds; one that was interrupted is checked again. A target that is in the
 * sweep twice, with different options, is left out as often as it has results. Lines that are no results are named.
 * `mayBeNew` says that the file need not be there.
 */
export async function resume(
  items: readonly FleetItem[],
  file: string,
  mayBeNew: boolean,
  warn: (text: string) => void,
): Promise<Resumed> {
  if (mayBeNew && !existsSync(file)) return { left: items, done: [], tail: { length: 0, open: 'nothing' } };
  const found = new Map<string, Verdict[]>();
  let tail: Tail;
  try {
    tail = await readReportLines(file, (line) => {
      if ('problem' in line) {
        warn(`${file}:${line.line} ${line.problem}; its target is checked again`);
        return;
      }
      const { target, verdict, cutShort } = line.seen;
      if (cutShort === 'interrupted') return;
      found.set(keyOf(target), [...(found.get(keyOf(target)) ?? []), verdict]);
    });
  } catch (error) {
    throw new UsageError(`--resume: ${file} ${whyNot(error)}; give the NDJSON of an earlier run`);
  }
  const done: { item: FleetItem; verdict: Verdict }[] = [];
  const left = items.filter((item) => {
    const verdict = found.get(keyOf(item.target))?.shift();
    if (verdict !== undefined) done.push({ item, verdict });
    return verdict === undefined;
  });
  return { left, done, tail };
}

/**
 * Hands out the results that `file` holds of items that `resume` left out, for outputs that are to show the whole sweep.
 * One that is no complete report of this version is named.
 */
export async function earlierReports(
  file: string,
  items: readonly FleetItem[],
  each: (item: FleetItem, report: Report) => Promise<void>,
  warn: (text: string) => void,
): Promise<void> {
  const { reportSchema } = await import('../model/report.js');
  const waiting = new Map<string, FleetItem[]>();
  for (const item of items) waiting.set(keyOf(item.target), [...(waiting.get(keyOf(item.target)) ?? []), item]);
  await readReportLines(file, async (line) => {
    if ('problem' in line || line.seen.cutShort === 'interrupted') return;
    const item = waiting.get(keyOf(line.seen.target))?.shift();
    if (item === undefined) return;
    const { success, data } = reportSchema.safeParse(line.value);
    if (success) await each(item, data);
    else warn(`${file}:${line.line} is a result of another version, which only --format ndjson can hold`);
  });
}
