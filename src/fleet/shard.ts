import { createHash } from 'node:crypto';
import { UsageError } from '../cli/usage-error.js';
import { wholeNumber } from '../cli/values.js';
import { word, type Words } from '../cli/words.js';
import { serverOf, type FleetItem } from './item.js';

/** Part `index` (from 0) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const most = 100_000;

function readShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [k, n] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (k < 1 || n > most || k > n)
    throw new UsageError(`--shard "${text}" is no part; write K/N from 1/N to N/N, such as 2/8`);
  return { index: k - 1, count: n };
}

/**
 * Which part of the targets to check, `null` for all. Without `--shard` an Indexed Job of Kubernetes says it:
 * JOB_COMPLETION_INDEX counts from 0, and how many there are comes from `--shard-count` or JOB_COMPLETIONS, since the
 * cluster does not tell.
 */
export function shardOf(words: Words, env: Readonly<Record<string, string | undefined>>): Shard | null {
  const given = word(words, 'shard');
  const countGiven = word(words, 'shard-count');
  if (given !== undefined && countGiven !== undefined) {
    throw new UsageError('--shard K/N says the number of parts itself; leave --shard-count out');
  }
  if (given !== undefined) return readShard(given);
  const index = env['JOB_COMPLETION_INDEX'] ?? '';
  if (index === '') {
    if (countGiven === undefined) return null;
    throw new UsageError('--shard-count goes with JOB_COMPLETION_INDEX, which is not set; write --shard K/N');
  }
  if (word(words, 'targets') === undefined) return null;
  const count = countGiven ?? env['JOB_COMPLETIONS'] ?? '';
  if (count === '') {
    throw new UsageError(
      `JOB_COMPLETION_INDEX is ${index}, but nothing says of how many; set JOB_COMPLETIONS, or give --shard-count N (--shard 1/1 for all targets)`,
    );
  }
  const n = wholeNumber(countGiven === undefined ? 'shard-count from JOB_COMPLETIONS' : 'shard-count', count, 1, most);
  if (!/^\d{1,6}$/.test(index) || Number(index) >= n) {
    throw new UsageError(`JOB_COMPLETION_INDEX "${index}" is not one of 0 to ${n - 1}; mend it, or give --shard K/N`);
  }
  return { index: Number(index), count: n };
}

/**
 * The part of a target, by a hash of its host and port: it stays the same whatever other targets come and go, and all
 * targets of one server fall in one part, so that they can wait for each other there.
 */
export function partOf(target: FleetItem['target'], count: number): number {
  return createHash('sha256').update(serverOf(target)).digest().readUInt32BE(0) % count;
}
