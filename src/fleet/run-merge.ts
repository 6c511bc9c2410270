import { statSync } from 'node:fs';
import { whyNot } from '../cli/errno.js';
import { UsageError } from '../cli/usage-error.js';
import { keyOf } from './item.js';
import { merge, type Merged, type View } from './merge.js';
import { placesOf, sourceOf, type Source } from './places.js';
import { readReportLines, type Seen } from './report-lines.js';

/** Bad lines of one file that are named one by one. */
const mostNamed = 20;

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

async function seenIn({ file }: Source, warn: (text: string) => void): Promise<{ seen: Seen[]; bad: number }> {
  const seen: Seen[] = [];
  let bad = 0;
  try {
    await readReportLines(file, (line) => {
      if ('seen' in line) seen.push(line.seen);
      else if (++bad <= mostNamed) warn(`${file}:${line.line} ${line.problem}; the line is left out`);
    });
  } catch (error) {
    throw new UsageError(`${file} ${whyNot(error)}; name NDJSON files that --format ndjson wrote`);
  }
  if (bad > mostNamed) warn(`${file}: ${bad - mostNamed} more lines are left out`);
  return { seen, bad };
}

/**
 * Reads files of results and puts them side by side; `incomplete` says that a line could not be read. Each bad line is
 * named. Throws `UsageError` for files that cannot be read, or hold no result at all.
 */
export async function mergeFiles(
  operands: readonly string[],
  warn: (text: string) => void,
): Promise<{ merged: Merged; incomplete: boolean }> {
  const sources = operands.map((operand) => sourceOf(operand, isFile));
  const results = new Map<Source, readonly Seen[]>();
  let incomplete = false;
  for (const source of sources) {
    const { seen, bad } = await seenIn(source, warn);
    results.set(source, seen);
    incomplete ||= bad > 0;
  }
  const keys = (source: Source): Set<string> => new Set((results.get(source) ?? []).map(({ target }) => keyOf(target)));
  const places = placesOf(sources, keys);
  const views = [...results].flatMap(([source, seen]) =>
    seen.map((one): View => ({ ...one, place: places.get(source) ?? source.place })),
  );
  if (views.length === 0) {
    throw new UsageError(
      `${operands.join(', ')}: no result of ftpdoctor; name NDJSON files that --format ndjson wrote`,
    );
  }
  return { merged: merge(views), incomplete };
}
