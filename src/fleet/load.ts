import { tryOptions } from '../cli/check-options.js';
import { givenPassword } from '../cli/password.js';
import { shownTarget } from '../cli/target.js';
import { UsageError } from '../cli/usage-error.js';
import { isSet, word, type Words } from '../cli/words.js';
import { isYaml, noSettings, readLines, type Entry, type TargetsFile } from './entries.js';
import { keyOf, type FleetItem } from './item.js';
import { refuse, type Problem } from './options.js';
import { createPreparer } from './prepare.js';
import { sourceText } from './source-text.js';
import { readYamlTargets } from './yaml-targets.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a targets file of either kind, told apart by what it says. */
export async function readTargets(name: string, text: string, env: Environment): Promise<TargetsFile> {
  const plain = text.replace(/^\uFEFF/, '');
  return isYaml(plain) ? readYamlTargets(name, plain, env) : readLines(name, plain);
}

/** Everything but the password, which must not tell two entries apart aloud. */
function sameAs({ target, options, assertions, deadlineMs }: FleetItem): string {
  return JSON.stringify([keyOf(target), options, assertions, deadlineMs]);
}

export interface LoadOptions {
  readonly env: Environment;
  /** Longest time for a target where nothing else is said, in milliseconds. */
  readonly deadlineMs: number | null;
  readonly warn: (text: string) => void;
  /** Says what is wrong with a line; not silenced by `--quiet`. */
  readonly say: (text: string) => void;
}

async function itemsOf(
  entries: readonly Entry[],
  prepare: (entry: Entry) => Promise<FleetItem>,
  problems: Problem[],
): Promise<FleetItem[]> {
  const items: FleetItem[] = [];
  for (const entry of entries) {
    try {
      items.push(await prepare(entry));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push({ place: entry.place, message: error.message });
    }
  }
  return items;
}

/** Problems of reading come before those of understanding; who mends a file goes through it from top to bottom. */
function lineOf({ place }: Problem): number {
  return Number(/:(\d+):\d+$/.exec(place)?.[1] ?? 0);
}

/** Leaves out what is named twice with the same options. */
function distinct(items: readonly FleetItem[], warn: (text: string) => void): FleetItem[] {
  const first = new Map<string, FleetItem>();
  for (const item of items) {
    const name = sameAs(item);
    const before = first.get(name);
    if (before === undefined) first.set(name, item);
    else warn(`${item.place}: the same target as at ${before.place}; it is checked once`);
  }
  return [...first.values()];
}

/**
 * The targets of a sweep, from operands and `--targets`. Every fault in them is named at once, and a `UsageError` thrown,
 * before anything is sent.
 */
export async function loadFleet(
  operands: readonly string[],
  words: Words,
  { env, deadlineMs, warn, say }: LoadOptions,
): Promise<FleetItem[]> {
  const file = word(words, 'targets') ?? null;
  if (file === '-' && isSet(words, 'password-stdin')) {
    throw new UsageError(
      '--targets - and --password-stdin both read standard input; use --password-file for one of them',
    );
  }
  // A fault of the command line is no fault of each line of the file.
  tryOptions(words);
  const name = file === '-' ? 'standard input' : (file ?? '');
  const read = file === null ? null : await readTargets(name, await sourceText(file), env);
  const seen = new Set<string>();
  const once = (text: string): void => {
    if (!seen.has(text)) warn(text);
    seen.add(text);
  };
  const prepare = createPreparer({
    words,
    password: await givenPassword(words),
    defaults: read?.defaults ?? noSettings,
    deadlineMs,
    around: { env, warn: once },
  });
  const given = operands.map((text): Entry => ({ place: shownTarget(text), text, typed: true, ...noSettings }));
  const problems: Problem[] = [...(read?.problems ?? [])];
  const items = await itemsOf([...given, ...(read?.entries ?? [])], prepare, problems);
  problems.sort((a, b) => lineOf(a) - lineOf(b));
  refuse(problems, file === null ? 'the targets' : name, say);
  if (items.length === 0) {
    throw new UsageError(
      file === null
        ? 'no target; name some, or give --targets FILE'
        : `--targets: ${name} names no target; write one a line, or YAML with targets:`,
    );
  }
  return distinct(items, warn);
}
