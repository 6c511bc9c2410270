/**
 * How much longer a task takes for eight times the input: about 8 where it is linear, about 64 where it is quadratic.
 * The best of several runs counts, so that other programs on the machine do not.
 */
export function growth(size: number, prepare: (size: number) => () => unknown): number {
  const tasks = [prepare(size), prepare(size * 8)];
  const best = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 9; round++) {
    // Taken in turn, so that a busy spell of the machine meets both.
    for (const [at, task] of tasks.entries()) {
      const before = process.hrtime.bigint();
      const used = process.cpuUsage();
      task();
      const wallNs = Number(process.hrtime.bigint() - before);
      const { user, system } = process.cpuUsage(used);
      // Processor time leaves out the other programs, but is too coarse for the shortest tasks.
      best[at] = Math.min(best[at] ?? 0, wallNs, Math.max(user + system, 1) * 1000);
    }
  }
  const [small = 1, large = 1] = best;
  return large / small;
}

/** Between linear and quadratic, nearer to linear. */
export const linear = 26;
