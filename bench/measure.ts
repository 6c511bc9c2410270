/** Least, middle and largest of some values. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** The spread of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  return { least: at(0), median: at(sorted.length >> 1), most: at(sorted.length - 1) };
}

/** Measures in alternation, so that what else the machine does falls on all alike. One array for each measure. */
export async function inAlternation<T extends readonly (() => Promise<unknown>)[]>(
  times: number,
  ...measures: T
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>>[] }> {
  const found = measures.map((): unknown[] => []);
  for (let time = 0; time < times; time++)
    for (const [at, measure] of measures.entries()) found[at]?.push(await measure());
  return found as { [K in keyof T]: Awaited<ReturnType<T[K]>>[] };
}

/** Ratios pair by pair. */
export function ratios(mine: readonly number[], theirs: readonly number[]): number[] {
  return mine.map((value, at) => value / (theirs[at] ?? Number.NaN));
}
