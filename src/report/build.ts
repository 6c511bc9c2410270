import { judge } from '../judge.js';
import type { Endpoint } from '../model/network.js';
import type { Attempt, IdleProbe, TransferProbe, Observations } from '../model/observations.js';
import type { Report, ReportAttempt, ReportFinding } from '../model/report.js';
import type { Rule } from '../model/rule.js';
import type { Transcript } from '../model/transcript.js';
import { observe } from '../observations/observe.js';
import { classify } from '../protocol/address.js';
import { offersCcc } from '../protocol/features.js';
import { adviceOf } from './advice.js';
import { checkAssertions } from './assertions.js';
import { lookAlikesOf } from './look-alikes.js';
import { passivePorts } from './passive-ports.js';
import { doubted } from './shortage.js';
import { twoEndsOf } from './two-ends.js';
import { headlineOf, verdictOf } from './verdict.js';

type Scoped = NonNullable<Report['control']['local']>;

function scoped(endpoint: Endpoint | null): Scoped | null {
  if (endpoint === null || endpoint.host === '') return null;
  const { scope, source } = classify(endpoint.host);
  return { ...endpoint, scope, scopeSource: source };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function tlsOf({ control: { tls } }: Observations): Report['control']['tls'] {
  if (tls.facts === null) return null;
  const { protocol, cipher, alpn, subject, issuer, names, validFrom, validTo } = tls.facts;
  const facts = { protocol, cipher, alpn, subject, issuer, names, validFrom, validTo };
  const { authorized: trusted, authorizationError: problem } = tls.facts;
  return { ...facts, handshakeMs: rounded(tls.handshakeMs ?? 0), trusted, problem };
}

function controlOf(o: Observations): Report['control'] {
  const { control } = o;
  return {
    addresses: [...o.resolution.addresses],
    local: scoped(control.local),
    remote: scoped(control.remote),
    rttMs: control.rttMs === null ? null : rounded(control.rttMs),
    banner: control.greeting?.reply?.lines.join('\n') ?? control.foreignGreeting?.text ?? null,
    bannerDelayMs: control.greeting?.reply == null ? null : rounded(control.greeting.tookMs),
    server: control.server,
    system: control.system,
    features: control.features === null ? null : [...control.features],
    tls: tlsOf(o),
    ccc: control.features === null ? null : offersCcc(control.features),
    seenAs: control.seenAs?.host ?? null,
    serverInside: [...new Set(control.serverInside.map(({ host }) => host))],
  };
}

function attemptOf(attempt: Attempt): ReportAttempt {
  const { experiment, mode, encrypted, controlPort, used, reached, failure, entries, bytes, events } = attempt;
  return {
    experiment,
    mode,
    encrypted,
    controlPort,
    advertised: scoped(attempt.advertised),
    used: used?.host === '' ? null : used,
    reached,
    failure,
    durationMs: rounded(attempt.durationMs),
    entries,
    bytes,
    events: [...events],
  };
}

function idleOf({ kept, everyMs, restedMs, outcome, unasked, events }: IdleProbe): NonNullable<Report['idle']>[number] {
  return { kept, everyMs, restedMs: rounded(restedMs), outcome, unasked, events: [...events] };
}

function transferOf(transfer: TransferProbe): NonNullable<Report['transfers']>[number] {
  const { kept, everyMs, path, size, bytes, dataMs, silentMs, outcome, reply, events } = transfer;
  return {
    ...{ kept, everyMs, path, size, bytes, outcome },
    dataMs: rounded(dataMs),
    silentMs: rounded(silentMs),
    reply: reply?.lines[0] ?? null,
    events: [...events],
  };
}

/** The pure half of the program: the same transcript and the same rules give the same report. */
export function explain(transcript: Transcript, rules: readonly Rule[]): Report {
  const o = observe(transcript);
  const judged = doubted(o, judge(o, rules));
  const assertions = checkAssertions(o);
  const verdict = verdictOf(o, judged, assertions);
  const { host, port, tls, user, path } = transcript.target;
  const alike = lookAlikesOf(judged, rules);
  const findings: ReportFinding[] = judged.findings.map(({ rule, judgement, remedies }) => ({
    id: rule.id,
    kind: rule.kind,
    party: judgement.party ?? rule.party,
    confidence: judgement.confidence,
    affects: [...judgement.affects],
    title: rule.title,
    summary: judgement.summary,
    for: judgement.for.map(({ text, events }) => ({ text, events: [...events] })),
    against: (judgement.against ?? []).map(({ text, events }) => ({ text, events: [...events] })),
    notTested: [...(judgement.notTested ?? [])],
    remedies: [...remedies],
  }));
  return {
    schema: 'ftpdoctor.report/1',
    tool: { name: 'ftpdoctor', version: transcript.tool },
    target: { host, port, tls, user, path },
    startedAt: transcript.startedAt,
    durationMs: Math.round(transcript.durationMs),
    verdict,
    headline: headlineOf(o, judged, assertions, verdict),
    cutShort: transcript.cutShort,
    control: controlOf(o),
    attempts: [...o.attempts, ...o.unfinished].map(attemptOf),
    passivePorts: passivePorts(o),
    ...(o.idle.length === 0 ? {} : { idle: o.idle.map(idleOf) }),
    ...(o.transfers.length === 0 ? {} : { transfers: o.transfers.map(transferOf) }),
    ...(o.reflection === null ? {} : { reflector: twoEndsOf(o.reflection) }),
    assertions,
    findings,
    ruledOut: judged.ruledOut.map((one) => (alike.has(one.id) ? { ...one, lookAlike: true } : one)),
    undetermined: [...judged.undetermined],
    advice: adviceOf(o, judged),
    experiments: [...transcript.runs],
    transcript: [...transcript.events],
  };
}
