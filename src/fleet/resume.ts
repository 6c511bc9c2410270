import { existsSync } from 'node:fs';
import { whyNot } from '../cli/errno.js';
import { UsageError } from '../cli/usage-error.js';
import type { Verdict } from '../model/report.js';
import { keyOf, type FleetItem } from './item.js';
import { readReportLines, type Tail } from './report-lines.js';

/** What a file of earlier results says about a sweep. */
export interface Resumed {
  /** What is still to be checked. */
  readonly left: readonly FleetItem[];
  /** The verdicts of what is not. */
  readonly verdicts: readonly Verdict[];
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
  if (mayBeNew && !existsSync(file)) return { left: items, verdicts: [], tail: { length: 0, open: 'nothing' } };
  const done = new Map<string, Verdict[]>();
  let tail: Tail;
  try {
    tail = await readReportLines(file, (line) => {
      if ('problem' in line) {
        warn(`${file}:${line.line} ${line.problem}; its target is checked again`);
        return;
      }
      const { target, verdict, cutShort } = line.seen;
      if (cutShort === 'interrupted') return;
      done.set(keyOf(target), [...(done.get(keyOf(target)) ?? []), verdict]);
    });
  } catch (error) {
    throw new UsageError(`--resume: ${file} ${whyNot(error)}; give the NDJSON of an earlier run`);
  }
  const verdicts: Verdict[] = [];
  const left = items.filter(({ target }) => {
    const verdict = done.get(keyOf(target))?.shift();
    if (verdict !== undefined) verdicts.push(verdict);
    return verdict === undefined;
  });
  return { left, verdicts, tail };
}
