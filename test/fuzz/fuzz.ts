import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../golden.js';
import type { Kind } from './kind.js';
import { mutate, seeded } from './mutate.js';

/** How long to go on: the first of the two that is reached. */
export interface Course {
  readonly executions?: number;
  readonly seconds?: number;
  /** Seed of the first input; the next ones count up from it. */
  readonly seed?: number;
}

/** What became of the inputs of one kind; `tried` is the sum of the others, else something was lost. */
export interface Tally {
  readonly tried: number;
  readonly read: number;
  readonly refused: number;
  /** Longest time for one input, in milliseconds of processor time. */
  readonly slowestMs: number;
  /** The most memory that the process was seen to hold, in MB. */
  readonly mostMegabytes: number;
}

/** An input that takes longer than this, of processor time, is a fault: the readers are linear and the inputs small. */
const mostMs = 2000;
/** The process may hold no more than this: no reader keeps anything from one input to the next. */
const mostMemory = 600;
const weighedEvery = 1000;

/** The inputs that once were faults, by name. */
export function corpusOf({ id }: Kind): (readonly [name: string, input: Buffer])[] {
  const folder = join(projectRoot, 'fixtures/fuzz', id);
  try {
    return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
  } catch {
    return [];
  }
}

/** The input that a seed stands for. */
export function inputFor(seeds: readonly Uint8Array[], seed: number): { input: Buffer; random: () => number } {
  const random = seeded(seed);
  const original = seeds[Math.floor(random() * seeds.length)] ?? new Uint8Array();
  return { input: mutate(original, random), random };
}

/** Processor time of one input, which other programs that want the processor do not lengthen. */
async function processorMs(kind: Kind, { input, random }: ReturnType<typeof inputFor>): Promise<number> {
  const before = process.cpuUsage();
  await kind.read(input, random);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Throws an `Error` that names the kind and the seed, with the fault as its cause. */
export async function fuzz(kind: Kind, { executions, seconds, seed = 1 }: Course): Promise<Tally> {
  const seeds = await kind.seeds();
  if (seeds.length === 0) throw new Error(`${kind.id} has no good input to damage`);
  const ends = { read: 0, refused: 0 };
  const until = performance.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  let tried = 0;
  let slowestMs = 0;
  let mostMegabytes = 0;
  for (; tried < (executions ?? Number.POSITIVE_INFINITY) && performance.now() < until; tried++) {
    const { input, random } = inputFor(seeds, seed + tried);
    const before = performance.now();
    try {
      ends[await kind.read(input, random)]++;
      // Asking for processor time is slow, so it is asked of those only that took longer than any other by the clock.
      if (performance.now() - before > slowestMs)
        slowestMs = Math.max(slowestMs, await processorMs(kind, inputFor(seeds, seed + tried)));
      if (slowestMs > mostMs) throw new Error(`it took ${slowestMs} ms`);
      if (tried % weighedEvery === 0) mostMegabytes = Math.max(mostMegabytes, process.memoryUsage.rss() / 1e6);
      if (mostMegabytes > mostMemory) throw new Error(`the process holds ${mostMegabytes} MB`);
    } catch (cause) {
      const again = `node dist/test/fuzz/main.js ${kind.id} --seed ${seed + tried} --executions 1`;
      throw new Error(`${kind.id}: the input of seed ${seed + tried} is a fault; see it again with: ${again}`, {
        cause,
      });
    }
  }
  return { tried, ...ends, slowestMs, mostMegabytes };
}

/** One line for people. */
export function shownTally({ id }: Kind, { tried, read, refused, slowestMs, mostMegabytes }: Tally): string {
  const lost = tried - read - refused;
  return `fuzz ${id}: ${tried} inputs tried, ${read} read, ${refused} refused in words, ${lost} lost, slowest ${slowestMs.toFixed(0)} ms, at most ${mostMegabytes.toFixed(0)} MB`;
}
