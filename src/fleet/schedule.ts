import type { Crowd } from './options.js';

/**
 * Runs `work` for every item in order, at most `concurrency` at once and at most `perServer` at once for those that
 * `server` says belong together; an item that must wait lets the others pass. Begins none after `signal`. Settles when
 * all that began have ended; a fault thrown by `work` is thrown then.
 */
export async function schedule<T>(
  items: readonly T[],
  { concurrency, perServer }: Crowd,
  server: (item: T) => string,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const busy = new Map<string, number>();
  const parked = new Map<string, T[]>();
  /** Items that waited for their server and may go now. */
  const freed: T[] = [];
  const faults: unknown[] = [];
  let next = 0;

  function take(): T | undefined {
    const first = freed.shift();
    if (first !== undefined) return first;
    while (next < items.length) {
      const item = items[next++] as T;
      const name = server(item);
      const count = busy.get(name) ?? 0;
      if (count < perServer) {
        busy.set(name, count + 1);
        return item;
      }
      const line = parked.get(name);
      if (line === undefined) parked.set(name, [item]);
      else line.push(item);
    }
    return undefined;
  }

  /** Gives the place at a server to who waits for it. */
  function leave(name: string): void {
    const line = parked.get(name);
    const waiting = line?.shift();
    if (line?.length === 0) parked.delete(name);
    if (waiting !== undefined) freed.push(waiting);
    else if ((busy.get(name) ?? 0) > 1) busy.set(name, (busy.get(name) ?? 0) - 1);
    else busy.delete(name);
  }

  async function run(item: T): Promise<void> {
    try {
      await work(item);
    } catch (error) {
      faults.push(error);
    }
    leave(server(item));
  }

  await new Promise<void>((resolve) => {
    let running = 0;
    const fill = (): void => {
      while (running < concurrency && !signal.aborted && faults.length === 0) {
        const item = take();
        if (item === undefined) break;
        running++;
        void run(item).then(() => {
          running--;
          fill();
        });
      }
      if (running === 0) resolve();
    };
    fill();
  });
  if (faults.length > 0) throw faults[0];
}
