import type { OptionSpec } from '../cli/command.js';
import { UsageError } from '../cli/usage-error.js';
import { wholeNumber } from '../cli/values.js';
import { word, type Words } from '../cli/words.js';

const group = 'Many targets';
const option = (takes: string, says: string): OptionSpec => ({ takes, group, says });

/** The options that say which targets there are, and how many are checked at once. */
export const crowdOptions = {
  targets: option('FILE', 'one target a line, or YAML with defaults: and targets:; - for standard input'),
  concurrency: option('N', 'targets under way at once (default 20)'),
  'per-server': option('N', 'targets under way at once that have the same host and port (default 1)'),
} as const satisfies Record<string, OptionSpec>;

/** The options of `check` that make it a sweep over many targets. */
export const fleetOptions = {
  ...crowdOptions,
  resume: option('FILE', 'skip the targets whose results this NDJSON file already holds'),
  shard: option('K/N', 'check only part K of N; default from JOB_COMPLETION_INDEX where --targets is given'),
  'shard-count': option('N', 'number of parts for JOB_COMPLETION_INDEX (default from JOB_COMPLETIONS)'),
} as const satisfies Record<string, OptionSpec>;

/** Whether a command line asks for a sweep, and not for one check after another. */
export function asksFleet(words: Words): boolean {
  return Object.keys(fleetOptions).some((name) => word(words, name) !== undefined);
}

/** How many at once. */
export interface Crowd {
  readonly concurrency: number;
  readonly perServer: number;
}

/** Longest time for one of many targets where nothing else is said: one that talks without end must not keep its place. */
export const usualDeadlineMs = 120_000;

const usualConcurrency = 20;
const mostConcurrency = 2000;

/** How many at once, as the options have it. Throws `UsageError` for numbers that make no sense. */
export function crowdOf(words: Words): Crowd {
  const count = (name: string, otherwise: number): number => {
    const given = word(words, name);
    return given === undefined ? otherwise : wholeNumber(name, given, 1, mostConcurrency);
  };
  return { concurrency: count('concurrency', usualConcurrency), perServer: count('per-server', 1) };
}

/** Everything wrong with a file at once, each with its place. Printed line by line, for one line could not hold it. */
export interface Problem {
  readonly place: string;
  readonly message: string;
}

const mostProblems = 1000;

/** Names every problem through `say` and throws a `UsageError` that counts them; returns where there is none. */
export function refuse(problems: readonly Problem[], what: string, say: (text: string) => void): void {
  if (problems.length === 0) return;
  for (const { place, message } of problems.slice(0, mostProblems)) say(`${place}: ${message}`);
  const more = problems.length > mostProblems ? `, the first ${mostProblems} of them named above` : '';
  throw new UsageError(
    `${what}: ${problems.length} ${problems.length === 1 ? 'fault' : 'faults'}${more}; nothing was sent`,
  );
}
