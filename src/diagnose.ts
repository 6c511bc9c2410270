import type { Network } from './model/network.js';
import type { Report } from './model/report.js';
import type { Assertions, ProbeOptions, Target } from './model/target.js';
import type { Transcript, WireEvent } from './model/transcript.js';
import type { Chosen } from './plan/choose.js';
import { probe } from './probe.js';
import { explain } from './report/build.js';
import { rules } from './rules/index.js';
import { version } from './version.js';

export interface CheckHooks {
  /** Called for each event as it ends. */
  onEvent?(event: WireEvent): void;
  /** Called with the follow-ups that were chosen, before they run. */
  onRound?(round: readonly Chosen[]): void;
  /** Ends the run early, with reason `interrupted` or `deadline`; the network must share it. */
  readonly signal?: AbortSignal;
  /** Start of the run as wall-clock time; the present by default. */
  readonly startedAt?: string;
}

export interface Diagnosis {
  readonly report: Report;
  readonly transcript: Transcript;
}

/** The whole program: tries and writes down, then judges what was written down. */
export async function check(
  target: Target,
  options: ProbeOptions,
  assertions: Assertions,
  network: Network,
  hooks: CheckHooks = {},
): Promise<Diagnosis> {
  const transcript = await probe(target, options, assertions, () => network, network, {
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
    onEvent: (event) => hooks.onEvent?.(event),
    onRound: (round) => hooks.onRound?.(round),
    tool: version,
    startedAt: hooks.startedAt ?? new Date().toISOString(),
  });
  return { report: explain(transcript, rules), transcript };
}
