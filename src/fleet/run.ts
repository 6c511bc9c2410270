import { styleFor } from '../cli/colour.js';
import { unjudged, warn } from '../cli/command.js';
import type { Reporting } from '../cli/reporting.js';
import { interrupted, onInterrupt } from '../cli/signals.js';
import { UsageError } from '../cli/usage-error.js';
import { word, type Words } from '../cli/words.js';
import { exitCodeOf } from '../formats/exit-code.js';
import type { Network } from '../model/network.js';
import type { Report, Verdict } from '../model/report.js';
import { checkAll } from './check-all.js';
import { assertRoomForOne, fitting, openFilesAllowed } from './descriptors.js';
import { createFleetProgress } from './fleet-progress.js';
import { createFleetReporter } from './fleet-reporter.js';
import type { FleetItem } from './item.js';
import { loadFleet } from './load.js';
import { createNames } from './names.js';
import { crowdOf, type Crowd } from './options.js';
import { earlierReports, resume, type Resumed } from './resume.js';
import { partOf, shardOf } from './shard.js';

/** What `check` has already read when it turns out to be a sweep. */
export interface Sweep {
  readonly reporting: Reporting;
  /** Longest time for a target where nothing else is said, in milliseconds. */
  readonly deadlineMs: number | null;
  network(signal: AbortSignal): Network;
}

/** How many at once, no more than the system has room for. */
export function crowdWithin(words: Words, say: (text: string) => void): Crowd {
  const crowd = crowdOf(words);
  const allowed = openFilesAllowed();
  assertRoomForOne(allowed);
  const concurrency = fitting(crowd.concurrency, allowed);
  if (concurrency < crowd.concurrency) {
    say(`only ${concurrency} targets at once, for the system allows few open files; raise it with: ulimit -n 20000`);
  }
  return { ...crowd, concurrency };
}

/** Checks the items and says what comes out. Answers with the verdicts, and whether all is where it was meant to be. */
async function sweep(
  all: readonly FleetItem[],
  crowd: Crowd,
  { reporting, ...plan }: Sweep,
  before: (Resumed & { readonly file: string }) | null,
): Promise<{ verdicts: Verdict[]; complete: boolean }> {
  const { flags } = reporting;
  const items = before?.left ?? all;
  const { isTTY, columns } = process.stderr;
  const style = styleFor(flags, process.env, { isTTY, columns }, process.platform);
  const stop = new AbortController();
  const forget = onInterrupt(() => {
    stop.abort('interrupted');
  });
  const progress = createFleetProgress(process.stderr, { ...flags, style }, items.length, () => performance.now());
  const say = (text: string): void => {
    progress.clear();
    warn(text);
  };
  const reporter = createFleetReporter({ ...reporting, resumed: before, warn: say });
  const places = new Map(all.map((item, at) => [item, at]));
  const verdicts: Verdict[] = [];
  let begun = 0;
  try {
    if (before !== null && reporter.showsEarlier) {
      const done = before.done.map(({ item }) => item);
      const show = (item: FleetItem, report: Report): Promise<void> =>
        reporter.addEarlier(places.get(item) ?? 0, report);
      await earlierReports(before.file, done, show, say);
    }
    await reporter.begin();
    await checkAll(items, {
      crowd,
      signal: stop.signal,
      network: (signal) => plan.network(signal),
      names: createNames(),
      begun() {
        begun++;
        progress.begun();
      },
      async ended(item, result) {
        if ('fault' in result) {
          progress.ended(null);
          say(`${item.place}: internal error: ${String(result.fault)}; this is a fault of ftpdoctor: please report it`);
          verdicts.push('inconclusive');
          return;
        }
        progress.ended(result);
        verdicts.push(result.verdict);
        progress.clear();
        // Where nobody reads any more, finished results are still kept, but no more are made.
        if (!(await reporter.add(places.get(item) ?? 0, result))) stop.abort('interrupted');
      },
    });
  } finally {
    forget();
    progress.stop();
  }
  if (begun < items.length)
    say(`${items.length - begun} of ${items.length} targets were not checked; --resume goes on there`);
  const complete = await reporter.finish();
  return { verdicts, complete: complete && begun === items.length && !stop.signal.aborted };
}

/** Runs `check` over many targets. Answers with the exit code, that of the worst; throws `UsageError` before the first. */
export async function runFleet(operands: readonly string[], words: Words, plan: Sweep): Promise<number> {
  const { reporting } = plan;
  const quiet = reporting.flags.quiet;
  if (reporting.record !== null) {
    throw new UsageError('--record keeps the transcript of one check; use --format ndjson, which holds them all');
  }
  const hint = (text: string): void => {
    if (!quiet) warn(text);
  };
  const shard = shardOf(words, process.env);
  const crowd = crowdWithin(words, hint);
  const all = await loadFleet(operands, words, {
    env: process.env,
    deadlineMs: plan.deadlineMs,
    warn: hint,
    say: warn,
  });
  const ours = shard === null ? all : all.filter(({ target }) => partOf(target, shard.count) === shard.index);
  if (shard !== null) hint(`part ${shard.index + 1} of ${shard.count}: ${ours.length} of ${all.length} targets`);
  if (ours.length === 0) {
    hint('no target falls in this part, so there is nothing to do');
    return 0;
  }
  const file = word(words, 'resume') ?? null;
  const before =
    file === null
      ? null
      : await resume(
          ours,
          file,
          reporting.outputs.some((one) => one.file === file),
          warn,
        );
  if (file !== null && before !== null && before.done.length > 0) {
    hint(`${before.done.length} of ${ours.length} targets are in ${file} already`);
  }
  const resumed = file === null || before === null ? null : { ...before, file };
  const { verdicts, complete } = await sweep(ours, crowd, plan, resumed);
  const earlier = before?.done.map(({ verdict }) => verdict) ?? [];
  return complete && !interrupted() ? exitCodeOf(...earlier, ...verdicts) : unjudged;
}
