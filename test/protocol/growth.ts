/** Tasks that take less are timed by the clock alone: processor time is counted in ticks of up to 10 ms. */
const coarseNs = 40e6;

/**
 * How much longer a task takes for eight times the input: about 8 where it is linear, about 64 where it is quadratic.
 * The best of several runs counts, so that other programs on the machine do not.
 */
function growthAt(size: number, prepare: (size: number) => () => unknown): number {
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
      // Processor time leaves out the other programs. It is counted in ticks, so that a short task may seem to take none.
      const cpuNs = wallNs < coarseNs ? wallNs : (user + system) * 1000;
      best[at] = Math.min(best[at] ?? 0, wallNs, cpuNs);
    }
  }
  const [small = 1, large = 1] = best;
  return large / small;
}

/** Between linear and quadratic, nearer to linear. */
export const linear = 26;

/**
 * The same, looked at once more with eight times the input where it seems to be quadratic: what is quadratic is so at
 * every size, while a step, as where a text outgrows a cache, is met at one.
 */
export function growth(size: number, prepare: (size: number) => () => unknown): number {
  const factor = growthAt(size, prepare);
  return factor < linear ? factor : Math.min(factor, growthAt(size * 8, prepare));
}
