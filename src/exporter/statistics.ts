import { readdirSync } from 'node:fs';
import type { Verdict } from '../model/report.js';
import { exposition, type Family, type Labels } from '../formats/text/exposition.js';

/** Why a request got no probe. A closed list, since it becomes a label. */
export type Refusal = 'target' | 'module' | 'bad-request' | 'full' | 'late' | 'unauthorized' | 'method' | 'not-found';

/** What the exporter counts about itself. */
export interface Statistics {
  probed(verdict: Verdict | null, durationMs: number): void;
  refused(reason: Refusal): void;
  /** A request that an earlier result, or a probe already under way, answered. */
  shared(from: 'cache' | 'joined'): void;
  reloaded(success: boolean): void;
  /** The exposition text; `inFlight` and `limit` are as of now. */
  text(inFlight: number, limit: number): string;
}

const buckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const verdicts: readonly Verdict[] = ['healthy', 'degraded', 'broken', 'inconclusive'];
const refusals: readonly Refusal[] = [
  ...(['target', 'module', 'bad-request', 'full'] as const),
  ...(['late', 'unauthorized', 'method', 'not-found'] as const),
];
const name = (suffix: string): string => `ftpdoctor_exporter_${suffix}`;

function one(metric: string, type: 'gauge' | 'counter', help: string, value: number, labels: Labels = {}): Family {
  return { name: metric, help, type, samples: [{ labels, value: String(value) }] };
}

/** A counter with one series for each of a closed list, so that none appears only when it is too late to see it rise. */
function per(metric: string, help: string, label: string, ids: readonly string[], counts: Map<string, number>): Family {
  const samples = ids.map((id) => ({ labels: { [label]: id }, value: String(counts.get(id) ?? 0) }));
  return { name: metric, help, type: 'counter', samples };
}

function openFiles(): Family[] {
  try {
    const count = readdirSync('/proc/self/fd').length;
    return [one('process_open_fds', 'gauge', 'Number of open file descriptors.', count)];
  } catch {
    return [];
  }
}

/** Once, since a difference of two clocks would waver from scrape to scrape. */
const started = Date.now() / 1000 - process.uptime();

function processFamilies(): Family[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    one('process_cpu_seconds_total', 'counter', 'Processor time spent, in seconds.', (user + system) / 1e6),
    one('process_resident_memory_bytes', 'gauge', 'Resident memory in bytes.', rss),
    one('process_start_time_seconds', 'gauge', 'Start of the process in seconds since the epoch.', started),
    one('nodejs_heap_used_bytes', 'gauge', 'Heap in use, in bytes.', heapUsed),
    ...openFiles(),
  ];
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Counters at zero. `version` is that of the program. */
export function createStatistics(version: string): Statistics {
  const byVerdict = new Map<string, number>();
  const byRefusal = new Map<string, number>();
  const byShare = new Map<string, number>();
  const inBucket = buckets.map(() => 0);
  const total = { count: 0, seconds: 0, errors: 0 };
  const reload = { success: 1, at: Date.now() / 1000 };

  function durations(): Family {
    const samples = buckets.map((le, at) => ({
      ...{ suffix: '_bucket', labels: { le: String(le) } },
      value: String(inBucket[at] ?? 0),
    }));
    return {
      name: name('probe_duration_seconds'),
      help: 'Time that probes took.',
      type: 'histogram',
      samples: [
        ...samples,
        { suffix: '_bucket', labels: { le: '+Inf' }, value: String(total.count) },
        { suffix: '_sum', labels: {}, value: String(total.seconds) },
        { suffix: '_count', labels: {}, value: String(total.count) },
      ],
    };
  }

  return {
    probed(verdict, durationMs) {
      if (verdict === null) {
        total.errors++;
        return;
      }
      add(byVerdict, verdict);
      total.count++;
      total.seconds += durationMs / 1000;
      for (const [at, bound] of buckets.entries())
        if (durationMs / 1000 <= bound) inBucket[at] = (inBucket[at] ?? 0) + 1;
    },
    refused(reason) {
      add(byRefusal, reason);
    },
    shared(from) {
      add(byShare, from);
    },
    reloaded(success) {
      reload.success = success ? 1 : 0;
      if (success) reload.at = Date.now() / 1000;
    },
    text: (inFlight, limit) =>
      exposition([
        one('ftpdoctor_build_info', 'gauge', 'The program; the value is always 1.', 1, {
          version,
          node: process.version,
        }),
        per(name('probes_total'), 'Probes that came to an end, by verdict.', 'verdict', verdicts, byVerdict),
        one(name('probe_errors_total'), 'counter', 'Probes that a fault of the exporter ended.', total.errors),
        durations(),
        one(name('probes_in_flight'), 'gauge', 'Probes under way.', inFlight),
        one(name('probes_limit'), 'gauge', 'Probes that may be under way at once.', limit),
        per(
          name('shared_results_total'),
          'Requests answered without a probe of their own.',
          'from',
          ['cache', 'joined'],
          byShare,
        ),
        per(name('refused_total'), 'Requests that were refused, by reason.', 'reason', refusals, byRefusal),
        one(
          name('config_last_reload_successful'),
          'gauge',
          'Whether the last reload of the configuration worked.',
          reload.success,
        ),
        one(
          name('config_last_reload_success_timestamp_seconds'),
          ...(['gauge', 'When the configuration was last loaded, in seconds since the epoch.'] as const),
          reload.at,
        ),
        ...processFamilies(),
      ]),
  };
}
