/**
 * How much longer a task takes for eight times the input: about 8 where it is linear, about 64 where it is quadratic.
 * The best of several runs counts, so that other programs on the machine do not.
 */
export function growth(size: number, prepare: (size: number) => () => void): number {
  const best = (task: () => void): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 7; run++) {
      const before = process.hrtime.bigint();
      task();
      least = Math.min(least, Number(process.hrtime.bigint() - before));
    }
    return least;
  };
  return best(prepare(size * 8)) / best(prepare(size));
}

/** Between linear and quadratic, nearer to linear. */
export const linear = 26;
