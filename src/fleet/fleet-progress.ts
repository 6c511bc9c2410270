import { createSpinner, type ProgressOptions, type ProgressStream } from '../cli/progress.js';
import { sanitise } from '../formats/sanitise.js';
import { toAscii } from '../formats/text/ascii.js';
import type { Report, Verdict } from '../model/report.js';
import { formatEndpoint } from '../protocol/address.js';
import { bar, counts, span, tallyText } from './tally.js';

/** What the user sees of a sweep while it runs. */
export interface FleetProgress {
  begun(): void;
  /** A result came; `null` where a fault of ours kept it from coming. */
  ended(report: Report | null): void;
  /** Takes the progress line away while something is written to standard output. */
  clear(): void;
  /** Takes it away for good and says what was done. */
  stop(): void;
}

/** A line with counts and the time left on a terminal, a line for each result with `verbose`, and one in the end. */
export function createFleetProgress(
  stream: ProgressStream,
  { quiet, verbose, style }: ProgressOptions,
  total: number,
  now: () => number,
): FleetProgress {
  const began = now();
  const verdicts = new Map<Verdict, number>();
  let running = 0;
  let done = 0;
  const text = (): string => {
    const line = tallyText({ total, done, running, verdicts, elapsedMs: now() - began });
    return `${bar(done / total, style.unicode)} ${style.unicode ? line : toAscii(line)}`;
  };
  const turns = !quiet && !verbose && stream.isTTY === true;
  const spinner = turns ? createSpinner(stream, style, text) : null;
  // The time left goes on while nothing ends.
  const ticking = setInterval(() => spinner?.refresh(), 1000).unref();
  return {
    begun() {
      running++;
      spinner?.refresh();
    },
    ended(report) {
      running--;
      done++;
      if (report !== null) verdicts.set(report.verdict, (verdicts.get(report.verdict) ?? 0) + 1);
      spinner?.refresh();
      if (!verbose || report === null) return;
      const line = `${done}/${total} ${report.verdict} ${formatEndpoint(report.target)} in ${report.durationMs} ms: ${report.headline}`;
      stream.write(`${style.unicode ? sanitise(line, 400) : toAscii(sanitise(line, 400))}\n`);
    },
    clear() {
      spinner?.clear();
    },
    stop() {
      clearInterval(ticking);
      spinner?.stop();
      if (quiet) return;
      const said = counts(verdicts);
      stream.write(`${done} of ${total} checked in ${span(now() - began)}${said === '' ? '' : `: ${said}`}\n`);
    },
  };
}
