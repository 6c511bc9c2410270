import { check } from '../diagnose.js';
import { assertRoomForOne, openFilesAllowed } from '../fleet/descriptors.js';
import { experiments } from '../experiments/index.js';
import { exitCodeOf } from '../formats/exit-code.js';
import { sanitise } from '../formats/sanitise.js';
import type { Network } from '../model/network.js';
import type { Verdict } from '../model/report.js';
import type { Assertions, ProbeOptions, Target } from '../model/target.js';
import { planText, roundText } from '../plan/text.js';
import { formatEndpoint } from '../protocol/address.js';
import { styleFor } from './colour.js';
import { unjudged } from './command.js';
import { writeOut } from './output.js';
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

/** What the check of a target would do. */
function planOf({ host, port }: Target, options: ProbeOptions): readonly string[] {
  return planText(formatEndpoint({ host, port }), options, experiments);
}

/** Shows on standard output what the checks would do, and does nothing of it. */
export function showPlans(targets: readonly Target[], options: ProbeOptions): Promise<void> {
  const lines = targets.flatMap((target, at) => [...(at === 0 ? [] : ['']), ...planOf(target, options)]);
  return writeOut(lines.map((line) => `${sanitise(line, 2000)}\n`).join(''));
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
    if (flags.verbose) for (const line of planOf(target, options)) progress.note(line);
    try {
      const { report, transcript } = await check(target, options, assertions, network(stop.signal), {
        signal: stop.signal,
        onEvent: (event) => {
          progress.event(event);
        },
        onRound: (round) => {
          if (flags.verbose) for (const line of roundText(round, options)) progress.note(line);
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
