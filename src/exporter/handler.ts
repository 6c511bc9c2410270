import type { IncomingMessage, ServerResponse } from 'node:http';
import { UsageError } from '../cli/usage-error.js';
import { exposition } from '../formats/text/exposition.js';
import type { Target } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';
import type { Authenticate, Users } from './authenticate.js';
import type { ExporterConfig } from './config.js';
import { deadlineOf } from './deadline.js';
import { targetFor, type Module } from './module.js';
import { landingPage, pageHeaders, reportPage } from './page.js';
import type { Answer, Prober, Result } from './prober.js';
import type { Refusal, Statistics } from './statistics.js';

/** What the routes work on; `config` and `users` change on reload. */
export interface Site {
  config(): ExporterConfig;
  users(): Users | null;
  readonly authenticate: Authenticate;
  readonly prober: Prober;
  readonly statistics: Statistics;
  readonly version: string;
  /** Probe targets that no list names. */
  readonly allowAny: boolean;
  /** Loads the files again; `null`, or what is wrong with them. The old ones then stay. */
  reload(): Promise<string | null>;
  /** Milliseconds on the prober's clock. */
  now(): number;
  /** Tells the operator. */
  log(text: string): void;
}

interface Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why there is no probe, for the statistics. */
  readonly refusal?: Refusal;
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8' };
const metricsType = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };
const longestQuery = 2048;

function say(status: number, body: string, refusal?: Refusal): Response {
  return { status, headers: plain, body: `${body}\n`, ...(refusal === undefined ? {} : { refusal }) };
}

/** The only value of a parameter; `null` where it is missing, repeated or empty. */
function only(query: URLSearchParams, name: string): string | null {
  const [value, ...more] = query.getAll(name);
  return value === undefined || value === '' || more.length > 0 ? null : value;
}

function permitted({ config, allowAny }: Site, module: Module, { host, port }: Target): boolean {
  if (module.permits !== null) return module.permits(host, port);
  return allowAny || config().permits(host, port);
}

async function probe(site: Site, query: URLSearchParams, request: IncomingMessage): Promise<Response> {
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

function answered({ statistics, now }: Site, answer: Answer, began: number): Response {
  if (answer.kind === 'full') {
    return {
      ...say(503, 'as many probes are under way as the configuration permits (concurrency); ask again later', 'full'),
      headers: { ...plain, 'Retry-After': '5' },
    };
  }
  if (answer.kind === 'late') return say(504, 'a probe under way did not end within this request', 'late');
  if (answer.from !== 'probe') statistics.shared(answer.from);
  return { status: 200, headers: metricsType, body: metricsOf(answer.result, began, now()) };
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

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function report({ prober }: Site, query: URLSearchParams): Response {
  const result = prober.find(only(query, 'key') ?? '');
  return result === undefined
    ? say(404, 'no result is kept for that; the front page lists what there is', 'not-found')
    : { status: 200, headers: pageHeaders, body: reportPage(result) };
}

async function reload(site: Site, request: IncomingMessage): Promise<Response> {
  // A page of another site could have a browser send this; no scraper sends the header.
  if (header(request, 'origin') !== undefined) return say(403, 'a reload is not taken from a web page', 'method');
  const wrong = await site.reload();
  return wrong === null
    ? say(200, 'reloaded')
    : say(500, 'the new configuration has faults; the old one stays. The log names them');
}

type Route = (site: Site, query: URLSearchParams, request: IncomingMessage) => Response | Promise<Response>;

const reads: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    '/',
    ({ version, config, prober }) => ({
      ...{ status: 200, headers: pageHeaders },
      body: landingPage(version, [...config().modules.keys()], prober.results()),
    }),
  ],
  ['/probe', probe],
  ['/report', report],
  [
    '/metrics',
    ({ statistics, prober, config }) => ({
      ...{ status: 200, headers: metricsType },
      body: statistics.text(prober.inFlight(), config().concurrency),
    }),
  ],
  ['/-/healthy', () => say(200, 'healthy')],
  ['/-/ready', () => say(200, 'ready')],
]);

async function route(site: Site, request: IncomingMessage): Promise<Response> {
  const users = site.users();
  const allowed = users === null ? 'yes' : await site.authenticate(users, request.headers.authorization);
  if (allowed === 'busy') return say(503, 'too many passwords are being checked; ask again later', 'unauthorized');
  if (allowed === 'no') {
    const challenge = { 'WWW-Authenticate': 'Basic realm="ftpdoctor", charset="UTF-8"' };
    return { ...say(401, 'user and password, please', 'unauthorized'), headers: { ...plain, ...challenge } };
  }
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const search = rest.join('?');
  if (search.length > longestQuery) return say(414, 'the query is too long', 'bad-request');
  const { method = '' } = request;
  const wanted = path === '/-/reload' ? ['POST', 'PUT'] : ['GET', 'HEAD'];
  const found: Route | undefined = path === '/-/reload' ? (_, __, from) => reload(site, from) : reads.get(path);
  if (found === undefined)
    return say(404, 'there is /probe, /metrics, /-/healthy, /-/ready and /-/reload', 'not-found');
  if (!wanted.includes(method)) {
    const allow = { ...plain, Allow: wanted.join(', ') };
    return { ...say(405, `use ${wanted.join(' or ')}`, 'method'), headers: allow };
  }
  return found(site, new URLSearchParams(search), request);
}

const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Answers one request, whatever happens. */
export async function handle(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let answer: Response;
  try {
    answer = await route(site, request);
  } catch (error) {
    site.log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    answer = say(500, 'a fault of the exporter; its log has more');
  }
  if (answer.refusal !== undefined) site.statistics.refused(answer.refusal);
  if (response.destroyed) return;
  const body = Buffer.from(answer.body);
  // No route reads a body, so what a request still sends is not waited for.
  const rest = request.complete ? {} : { Connection: 'close' };
  response.writeHead(answer.status, { ...always, ...answer.headers, ...rest, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
