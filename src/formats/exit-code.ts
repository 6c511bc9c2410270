import type { Verdict } from '../model/report.js';

/** The four exit codes of every format, so that one code serves shells, CI and monitoring alike. */
export const exitCodes = { healthy: 0, degraded: 1, broken: 2, inconclusive: 3 } as const;
export type ExitCode = (typeof exitCodes)[Verdict];

/**
 * From bad to good. A target that could not be judged is worse than a degraded one, for it may be broken, and better
 * than a broken one, which it must not hide. So the order is not that of the numbers.
 */
const worstFirst = ['broken', 'inconclusive', 'degraded', 'healthy'] as const satisfies readonly Verdict[];

/** The worst of several verdicts: broken, then inconclusive, degraded, healthy. None at all is inconclusive. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'inconclusive';
}

/** The exit code of a check: that of the worst verdict. */
export function exitCodeOf(...verdicts: readonly Verdict[]): ExitCode {
  return exitCodes[worstVerdict(verdicts)];
}
