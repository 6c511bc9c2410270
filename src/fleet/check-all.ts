import { setMaxListeners } from 'node:events';
import { check } from '../diagnose.js';
import type { Network } from '../model/network.js';
import type { Report } from '../model/report.js';
import { serverOf, type FleetItem } from './item.js';
import { aborted, type Names } from './names.js';
import type { Crowd } from './options.js';
import { schedule } from './schedule.js';

/** What a round of checks needs from outside. */
export interface Round {
  readonly crowd: Crowd;
  /** Ends all checks under way with what they know, and begins no more. */
  readonly signal: AbortSignal;
  /** The network of one check; its calls end when the signal does. */
  network(signal: AbortSignal): Network;
  readonly names: Names;
  begun(item: FleetItem): void;
  /** The result of a check, or the fault of ours that kept it from one. */
  ended(item: FleetItem, result: Report | { readonly fault: unknown }): Promise<void>;
}

/** One check within its own deadline. Whatever it runs into stays its own. */
async function checkOne(item: FleetItem, round: Round): Promise<Report | { readonly fault: unknown }> {
  const { target, options, assertions, deadlineMs } = item;
  const stop = new AbortController();
  const onAbort = (): void => {
    stop.abort('interrupted');
  };
  round.signal.addEventListener('abort', onAbort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const found = round.names.ready(target.host, options.family, options.timeoutMs);
    await Promise.race([found, aborted(stop.signal)]);
    if (round.signal.aborted) stop.abort('interrupted');
    if (deadlineMs !== null) {
      timer = setTimeout(() => {
        stop.abort('deadline');
      }, deadlineMs);
    }
    const network = round.names.behind(round.network(stop.signal), stop.signal);
    return (await check(target, options, assertions, network, { signal: stop.signal })).report;
  } catch (fault) {
    return { fault };
  } finally {
    clearTimeout(timer);
    round.signal.removeEventListener('abort', onAbort);
  }
}

/** Checks many targets side by side, each in its own time, and hands out each result as it comes. */
export async function checkAll(items: readonly FleetItem[], round: Round): Promise<void> {
  setMaxListeners(0, round.signal);
  await schedule(
    items,
    round.crowd,
    ({ target }) => serverOf(target),
    async (item) => {
      round.begun(item);
      await round.ended(item, await checkOne(item, round));
    },
    round.signal,
  );
}
