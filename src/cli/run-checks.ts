import { check } from '../diagnose.js';
import { assertRoomForOne, openFilesAllowed } from '../fleet/descriptors.js';
import { exitCodeOf } from '../formats/exit-code.js';
import type { Network } from '../model/network.js';
import type { Verdict } from '../model/report.js';
import type { Assertions, ProbeOptions, Target } from '../model/target.js';
import { styleFor } from './colour.js';
import { unjudged } from './command.js';
import { createProgress } from './progress.js';
import { createReporter, type Reporting } from './reporting.js';
import { interrupted, onInterrupt } from './signals.js';

/** A run of checks: everything but the targets and the network. */
export interface Plan {
  readonly options: ProbeOptions;
  readonly assertions: Assertions;
  /** Longest time for one target; `null` for none. */
  readonly deadlineMs: number | null;
  readonly reporting: Reporting;
}

/** Checks targets one after another, and says what came out. Answers with the exit code. */
export async function runChecks(
  targets: readonly Target[],
  { options, assertions, deadlineMs, reporting }: Plan,
  network: (signal: AbortSignal) => Network,
): Promise<number> {
  assertRoomForOne(openFilesAllowed());
  const { flags } = reporting;
  const { isTTY, columns } = process.stderr;
  const style = styleFor(flags, process.env, { isTTY, columns }, process.platform);
  const reporter = createReporter(reporting);
  const verdicts: Verdict[] = [];
  const checkOne = async (target: Target): Promise<void> => {
    const stop = new AbortController();
    const forget = onInterrupt(() => {
      stop.abort('interrupted');
    });
    const late = (): void => {
      stop.abort('deadline');
    };
    const timer = deadlineMs === null ? undefined : setTimeout(late, deadlineMs);
    const progress = createProgress(process.stderr, {
      quiet: flags.quiet,
      verbose: flags.verbose,
      style,
      idleMs: options.idleMs,
      throttleMs: options.throttleMs,
    });
    try {
      const { report, transcript } = await check(target, options, assertions, network(stop.signal), {
        signal: stop.signal,
        onEvent: (event) => {
          progress.event(event);
        },
      });
      progress.stop();
      verdicts.push(report.verdict);
      await reporter.add(report, transcript);
    } finally {
      clearTimeout(timer);
      progress.stop();
      forget();
    }
  };
  let complete: boolean;
  try {
    for (const target of targets) if (!interrupted()) await checkOne(target);
  } finally {
    // A fault of ours at one target must not take the results of those before it.
    complete = await reporter.finish();
  }
  return complete && !interrupted() ? exitCodeOf(...verdicts) : unjudged;
}
