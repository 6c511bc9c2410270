import { unjudged } from '../cli/command.js';
import { whyNot } from '../cli/errno.js';
import { onInterrupt } from '../cli/signals.js';
import { exitCodeOf } from '../formats/exit-code.js';
import type { Network } from '../model/network.js';
import type { Report } from '../model/report.js';
import { checkAll } from './check-all.js';
import { runHook, withoutPasswords } from './hook.js';
import type { FleetItem } from './item.js';
import { createNames } from './names.js';
import type { Crowd } from './options.js';
import { pauseFor, runRounds, type Rhythm } from './rounds.js';
import { fileStore, streamStore } from './sink.js';
import { changeJson, changeLine, createWatcher, historyLine } from './watch.js';

/** Longest time for a hook, where the interval is shorter. */
const hookMs = 60_000;

/** A watch: everything but its targets. */
export interface WatchPlan {
  readonly rhythm: Rhythm;
  readonly crowd: Crowd;
  /** A command of the user's shell. */
  readonly exec: string | null;
  /** File to which every result is added. */
  readonly history: string | null;
  readonly json: boolean;
  readonly warn: (text: string) => void;
  network(signal: AbortSignal): Network;
}

/** As much of the history as is kept in memory while its disk is full. */
const mostHeld = 32 << 20;

interface History {
  add(line: string): Promise<void>;
  close(): void;
}

/** A file of results. What cannot be written is tried again with the next. */
function historyOf(file: string, warn: (text: string) => void): History {
  const store = fileStore(`--history: ${file}`, file, 'a', null);
  let held = '';
  let last: Promise<void> = Promise.resolve();
  const put = async (line: string): Promise<void> => {
    const before = held;
    const error = await store.put(before + line);
    if (error === null) {
      held = '';
      return;
    }
    const room = before.length + line.length <= mostHeld;
    if (room) held = before + line;
    if (before === '' || !room) {
      warn(
        `--history: ${file} ${whyNot(error)}; ${room ? 'results are held until it can be written' : 'a result is lost'}`,
      );
    }
  };
  return {
    add: (line) => (last = last.then(() => put(line))),
    close: () => {
      if (held !== '') warn(`--history: ${file} could not take the last results`);
      store.close();
    },
  };
}

/** Watches until the last round, or until it is interrupted. The exit code is that of the worst last verdict. */
export async function runWatch(items: readonly FleetItem[], plan: WatchPlan): Promise<number> {
  const { rhythm, crowd, exec, json, warn } = plan;
  const stop = new AbortController();
  const forget = onInterrupt(() => {
    stop.abort('interrupted');
  });
  const watcher = createWatcher();
  const hookEnv = withoutPasswords(process.env, new Set(items.map(({ target }) => target.password)));
  const history = plan.history === null ? null : historyOf(plan.history, warn);
  const output = streamStore('standard output', process.stdout);

  async function take(item: FleetItem, report: Report): Promise<void> {
    if (report.cutShort === 'interrupted') return;
    const change = watcher.see(item, report);
    await history?.add(historyLine(report, change !== null));
    if (change === null) return;
    const unread = await output.put(json ? changeJson(change) : changeLine(change));
    if (unread !== null && !stop.signal.aborted) {
      warn(`standard output ${whyNot(unread)}, so the watch ends`);
      stop.abort('interrupted');
    }
    if (exec === null) return;
    const wrong = await runHook(exec, change, Math.max(hookMs, rhythm.intervalMs), hookEnv, stop.signal);
    if (wrong !== null && !stop.signal.aborted) warn(`--exec: the command ${wrong}`);
  }

  try {
    await runRounds(rhythm, {
      signal: stop.signal,
      now: () => performance.now(),
      random: () => Math.random(),
      pause: pauseFor,
      late(tookMs) {
        warn(`a round took ${Math.round(tookMs / 1000)} s, longer than --interval; the next begins at once`);
      },
      round: () =>
        checkAll(items, {
          crowd,
          signal: stop.signal,
          network: (signal) => plan.network(signal),
          // Names are asked for anew in each round, for they move.
          names: createNames(),
          begun: () => undefined,
          async ended(item, result) {
            if (!('fault' in result)) await take(item, result);
            else warn(`${item.place}: internal error: ${String(result.fault)}; please report it`);
          },
        }),
    });
  } finally {
    forget();
    history?.close();
  }
  const verdicts = watcher.verdicts();
  return verdicts.length === items.length ? exitCodeOf(...verdicts) : unjudged;
}
