import type { IncomingMessage, ServerResponse } from 'node:http';
import { header, metricsType, only, plain, say, type Answer } from './answer.js';
import { landingPage, pageHeaders, reportPage } from './page.js';
import { probe } from './probe-route.js';
import type { Site } from './site.js';

const longestQuery = 2048;

function report({ prober }: Site, query: URLSearchParams): Answer {
  const result = prober.find(only(query, 'key') ?? '');
  return result === undefined
    ? say(404, 'no result is kept for that; the front page lists what there is', 'not-found')
    : { status: 200, headers: pageHeaders, body: reportPage(result) };
}

async function reload(site: Site, request: IncomingMessage): Promise<Answer> {
  // A page of another site could have a browser send this; no scraper sends the header.
  if (header(request, 'origin') !== undefined) return say(403, 'a reload is not taken from a web page', 'method');
  const wrong = await site.reload();
  return wrong === null
    ? say(200, 'reloaded')
    : say(500, 'the new configuration has faults; the old one stays. The log names them');
}

type Route = (site: Site, query: URLSearchParams, request: IncomingMessage) => Answer | Promise<Answer>;

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

async function route(site: Site, request: IncomingMessage): Promise<Answer> {
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
  let answer: Answer;
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
