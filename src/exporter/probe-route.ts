import type { IncomingMessage } from 'node:http';
import { UsageError } from '../cli/usage-error.js';
import { exposition } from '../formats/text/exposition.js';
import type { Target } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';
import { header, metricsType, only, plain, say, type Answer } from './answer.js';
import { deadlineOf } from './deadline.js';
import { targetFor, type Module } from './module.js';
import type { Outcome, Result } from './prober.js';
import type { Site } from './site.js';

function permitted({ config, allowAny }: Site, module: Module, { host, port }: Target): boolean {
  if (module.permits !== null) return module.permits(host, port);
  return allowAny || config().permits(host, port);
}

/** `/probe?target=&module=`: the metrics of one check. Anything but a result is not 200, so that `up` turns 0. */
export async function probe(site: Site, query: URLSearchParams, request: IncomingMessage): Promise<Answer> {
  const { modules, cacheMs, concurrency } = site.config();
  const asked = only(query, 'target');
  if (asked === null) return say(400, 'give one target: /probe?target=ftp.example.com', 'bad-request');
  const module = modules.get(query.has('module') ? (only(query, 'module') ?? '') : 'default');
  if (module === undefined) return say(400, `no such module; there are: ${[...modules.keys()].join(', ')}`, 'module');
  const began = site.now();
  let target: Target;
  let deadlineMs: number;
  try {
    target = targetFor(module, asked);
    deadlineMs = deadlineOf(module, header(request, 'x-prometheus-scrape-timeout-seconds'));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return say(400, error.message, 'bad-request');
  }
  if (!permitted(site, module, target)) {
    const where = module.permits === null ? 'targets' : `targets of module "${module.name}"`;
    return say(403, `${formatEndpoint(target)} is not among the ${where} in the exporter's configuration`, 'target');
  }
  const limits = { deadlineMs, cacheMs: module.cacheMs ?? cacheMs, concurrency };
  return answered(site, await site.prober.probe(module, target, limits), began);
}

function answered({ statistics, now }: Site, outcome: Outcome, began: number): Answer {
  if (outcome.kind === 'full') {
    return {
      ...say(503, 'as many probes are under way as the configuration permits (concurrency); ask again later', 'full'),
      headers: { ...plain, 'Retry-After': '5' },
    };
  }
  if (outcome.kind === 'late') return say(504, 'a probe under way did not end within this request', 'late');
  if (outcome.from !== 'probe') statistics.shared(outcome.from);
  return { status: 200, headers: metricsType, body: metricsOf(outcome.result, began, now()) };
}

/** The result, with how old it is and how long this request took: together they tell a cached answer from a quick one. */
function metricsOf(result: Result, began: number, now: number): string {
  const age = Math.max(0, began - result.finishedMs);
  const gauge = (name: string, help: string, ms: number): Parameters<typeof exposition>[0][number] => ({
    ...{ name, help, type: 'gauge' },
    samples: [{ labels: {}, value: (ms / 1000).toFixed(6) }],
  });
  return (
    result.metrics +
    exposition([
      gauge(
        'probe_duration_seconds',
        'Time this request took; next to nothing where an earlier result answered.',
        now - began,
      ),
      gauge('ftpdoctor_result_age_seconds', 'Age of the result; 0 where this request caused the probe.', age),
    ])
  );
}
