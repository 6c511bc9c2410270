import type { Report, Verdict } from '../model/report.js';
import type { Target } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';
import type { Module } from './module.js';

/** A finished probe, kept as text so that a thousand of them stay small. */
export interface Result {
  /** Module and target, the name under which it is kept. */
  readonly key: string;
  readonly module: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly headline: string;
  /** In the exposition format. */
  readonly metrics: string;
  /** The report for people. */
  readonly page: string;
  readonly durationMs: number;
  /** Start of the check on the wall clock, ISO 8601. */
  readonly startedAt: string;
  /** End of the probe on the prober's clock, in milliseconds. */
  readonly finishedMs: number;
  /** Whether it may answer for others: what a short deadline cut says little to those who have more time. */
  readonly whole: boolean;
}

/** What became of a request for a probe. */
export type Outcome =
  | { readonly kind: 'result'; readonly result: Result; readonly from: 'probe' | 'joined' | 'cache' }
  | { readonly kind: 'full' }
  /** A probe that others had begun did not end within this request's own time. */
  | { readonly kind: 'late' };

/** Everything impure that a prober needs. */
export interface ProberParts {
  /** Runs one check; ends early with the reason of `signal`. */
  check(target: Target, module: Module, deadlineMs: number, signal: AbortSignal): Promise<Report>;
  render(report: Report): Pick<Result, 'metrics' | 'page'>;
  /** Milliseconds on a clock that never steps. */
  now(): number;
  /** Told when a probe has ended: with its result, or `null` for a fault of ours. */
  ended(result: Result | null): void;
}

/** Runs probes: joined where they are for the same, few at once, each result kept for a while. */
export interface Prober {
  probe(module: Module, target: Target, limits: Limits): Promise<Outcome>;
  /** The last results, the latest first. */
  results(): readonly Result[];
  find(key: string): Result | undefined;
  inFlight(): number;
  /** Lets probes end within `graceMs`, then cuts them short. */
  stop(graceMs: number): Promise<void>;
}

export interface Limits {
  readonly deadlineMs: number;
  readonly cacheMs: number;
  readonly concurrency: number;
}

/** Results kept for the landing page. One is some 10 KiB of text. */
const mostKept = 500;

/** The name of a probe: who is asked, how. The module stands for login, directory and options. */
export function keyOf(module: Module, target: Target): string {
  return `${module.name} ${target.tls} ${formatEndpoint(target).toLowerCase()}`;
}

/** A prober with nothing kept yet. */
export function createProber(parts: ProberParts): Prober {
  const kept = new Map<string, { readonly by: Module; readonly result: Result }>();
  const running = new Map<string, { readonly by: Module; readonly result: Promise<Result> }>();
  const stops = new Set<AbortController>();

  async function run(key: string, module: Module, target: Target, deadlineMs: number): Promise<Result> {
    const stop = new AbortController();
    stops.add(stop);
    const timer = setTimeout(() => {
      stop.abort('deadline');
    }, deadlineMs);
    try {
      const report = await parts.check(target, module, deadlineMs, stop.signal);
      const result: Result = {
        ...{ key, module: module.name, target: formatEndpoint(target) },
        ...{ verdict: report.verdict, headline: report.headline, durationMs: report.durationMs },
        ...parts.render(report),
        ...{ startedAt: report.startedAt, finishedMs: parts.now(), whole: report.cutShort === null },
      };
      kept.delete(key);
      kept.set(key, { by: module, result });
      const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      parts.ended(result);
      return result;
    } catch (error) {
      parts.ended(null);
      throw error;
    } finally {
      clearTimeout(timer);
      stops.delete(stop);
      running.delete(key);
    }
  }

  return {
    async probe(module, target, { deadlineMs, cacheMs, concurrency }) {
      const key = keyOf(module, target);
      const known = kept.get(key);
      // After a reload the module of this name may ask for something else.
      if (known?.by === module && known.result.whole && parts.now() - known.result.finishedMs < cacheMs) {
        return { kind: 'result', result: known.result, from: 'cache' };
      }
      const other = running.get(key);
      if (other?.by === module) return within(other.result, deadlineMs);
      if (running.size >= concurrency || other !== undefined) return { kind: 'full' };
      const result = run(key, module, target, deadlineMs);
      running.set(key, { by: module, result });
      return { kind: 'result', result: await result, from: 'probe' };
    },
    results: () => [...kept.values()].map(({ result }) => result).reverse(),
    find: (key) => kept.get(key)?.result,
    inFlight: () => running.size,
    async stop(graceMs) {
      const all = Promise.allSettled([...running.values()].map(({ result }) => result));
      const timer = setTimeout(() => {
        for (const stop of stops) stop.abort('interrupted');
      }, graceMs);
      await all;
      clearTimeout(timer);
    },
  };
}

/** Waits for somebody else's probe, but no longer than one's own deadline. */
function within(result: Promise<Result>, deadlineMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'late' });
    }, deadlineMs);
    result
      .then((value) => {
        resolve({ kind: 'result', result: value, from: 'joined' });
      }, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}
