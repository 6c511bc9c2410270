import type { Report, Verdict } from '../model/report.js';
import type { Mode } from '../model/target.js';
import type { WireEvent } from '../model/transcript.js';
import { worstVerdict } from '../formats/exit-code.js';
import { asSent } from './as-sent.js';
import { looseClues, sessionClues } from './clue-findings.js';
import { chooseReader, headOf } from './choose.js';
import { differencesOf, findingsOf, type Difference } from './differences.js';
import { emptyReport } from './empty-report.js';
import type { Input } from './input.js';
import { judgeSession, placesOf, type Finding } from './judge-session.js';
import { couldBe, matchSessions, type Pair } from './match.js';
import { unpasted } from './paste.js';
import { packetFindings } from './packet-findings.js';
import { readSource, type Judged, type Source } from './read-source.js';
import { findingOrder, worstFirst } from './severity.js';
import type { Clue, Session, Side } from './source.js';
import { splitMixed } from './split.js';

/** One FTP session in the result. */
export interface ExplainedSession {
  /** Indexes in `sources` of where it was seen. */
  readonly sources: readonly number[];
  readonly side: Side | null;
  /** How many sessions of the same shape it stands for, itself included. */
  readonly alike: number;
  /** Where each event stands, by its number: `client.log line 12`. */
  readonly places: Readonly<Record<string, string>>;
  /** What the source shows beside the events, or cannot show. */
  readonly notes: NonNullable<Session['notes']>;
  /** The lines that the two ends show differently, where both ends were given. */
  readonly differences: readonly Difference[];
  readonly report: Report;
}

/** Everything that was found in what was given. */
export interface Explanation {
  readonly sources: readonly Source[];
  readonly sessions: readonly ExplainedSession[];
  /** Over everything, the most important first. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

const mostSessions = 100;
const rank: Readonly<Record<Side, number>> = { client: 0, path: 1, server: 2 };

function headline(report: Report): Report {
  const [first] = report.findings;
  if (first?.kind !== 'cause' || first.summary === report.headline) return report;
  return { ...report, headline: first.summary };
}

/** Adds findings to a report; what says the same as one that is there strengthens it instead. */
function withFindings(report: Report, added: readonly Report['findings'][number][]): Report {
  if (added.length === 0) return report;
  const fresh = added.filter(({ id }) => !report.findings.some((one) => one.id === id));
  const merged = report.findings.map((finding) => {
    const more = added.find(({ id }) => id === finding.id);
    if (more === undefined) return finding;
    return { ...finding, confidence: more.confidence, party: more.party, for: [...more.for, ...finding.for] };
  });
  const explained = new Set(added.filter(({ kind }) => kind === 'cause').flatMap(({ affects }) => affects));
  const findings = [...merged, ...fresh].filter(
    ({ id, affects }) => id !== 'unexplained-failure' || affects.some((mode) => !explained.has(mode)),
  );
  const ids = added.map(({ id }) => id);
  return headline({
    ...report,
    verdict: report.verdict === 'healthy' && added.some(({ kind }) => kind === 'cause') ? 'degraded' : report.verdict,
    findings: findings.sort(findingOrder),
    ruledOut: report.ruledOut.filter(({ id }) => !ids.includes(id)),
    undetermined: report.undetermined.filter(({ id }) => !ids.includes(id)),
  });
}

/** The client's session, with what only the far end could tell: the address under which the client came. */
function joined({ near, far }: Pair<Judged>): Session {
  const seenIn = (event: WireEvent): string | undefined =>
    event.outcome.ok ? event.outcome.value.split(' ')[2] : undefined;
  const isControl = ({ operation, purpose }: WireEvent): boolean => operation === 'connect' && purpose === 'control';
  const seen = far.session.transcript.events
    .filter(isControl)
    .map(seenIn)
    .find((one) => one !== undefined);
  if (seen === undefined) return near.session;
  const events = near.session.transcript.events.map((event) =>
    isControl(event) && event.outcome.ok && seenIn(event) === undefined
      ? { ...event, outcome: { ok: true as const, value: `${event.outcome.value} ${seen}` } }
      : event,
  );
  return { ...near.session, transcript: { ...near.session.transcript, events } };
}

function failedModes(report: Report): Mode[] {
  return [...new Set(report.attempts.filter(({ failure }) => failure !== null).map(({ mode }) => mode))];
}

function explained(
  one: Judged,
  pair: Pair<Judged> | undefined,
  clues: readonly Clue[],
  sideOf: (one: Judged) => Side | null,
): ExplainedSession {
  const session = pair === undefined ? one.session : joined(pair);
  let report = pair === undefined ? one.report : judgeSession(session);
  if (pair !== undefined)
    report = asSent(
      withFindings(report, findingsOf(pair.lines, failedModes(report), pair.tied)),
      pair.lines,
      sideOf(pair.far),
    );
  const shown = pair === undefined ? [session] : [session, pair.far.session];
  report = withFindings(report, [...packetFindings(shown, report), ...sessionClues(clues, report)]);
  const places = [...session.places].map(([seq, place]) => [String(seq), placesOf([place])] as const);
  return {
    sources: [...new Set([one.source, ...(pair === undefined ? [] : [pair.far.source])])],
    side: sideOf(one),
    alike: one.alike,
    places: Object.fromEntries(places),
    notes: session.notes ?? [],
    differences: pair === undefined ? [] : differencesOf(pair.lines),
    report,
  };
}

function merged(sessions: readonly ExplainedSession[], loose: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const [session, { report }] of sessions.entries()) {
    for (const finding of report.findings) {
      const known = found.get(finding.id);
      if (known === undefined || findingOrder(finding, known) < 0) found.set(finding.id, { ...finding, session });
    }
  }
  for (const finding of loose) if (!found.has(finding.id)) found.set(finding.id, finding);
  return [...found.values()].sort(findingOrder);
}

/** Reads every input, matches what belongs together, and judges it all. Nothing is thrown for what the inputs hold. */
export async function explainInputs(given: readonly Input[]): Promise<Explanation> {
  const inputs = (await Promise.all(given.map(async (one) => splitMixed(await unpasted(one))))).flat();
  // The ends with few sessions first, so that of a server's many those are kept that belong to them.
  const order = inputs
    .map((input, index) => ({ input, index, rank: rank[chooseReader(headOf(input.head))?.side ?? 'client'] }))
    .sort((a, b) => a.rank - b.rank);
  const sources: Source[] = [];
  const judged: Judged[] = [];
  const clues: Clue[] = [];
  for (const { input, index } of order) {
    const others = judged.map(({ session }) => session);
    const reading = await readSource(input, index, (session) => others.length > 0 && couldBe(session, others));
    sources[index] = reading.source;
    judged.push(...reading.kept);
    clues.push(...reading.clues);
  }
  const sideOf = ({ session, source }: Judged): Side | null => session.side ?? sources[source]?.side ?? null;
  const pairs = matchSessions(judged, sideOf);
  const hidden = new Set(pairs.map(({ far }) => far));
  const sessions = judged
    .filter((one) => !hidden.has(one))
    .map((one) => {
      const pair = pairs.find(({ near }) => near === one);
      return explained(one, pair, clues, sideOf);
    })
    .sort(worstFirst)
    .slice(0, mostSessions);
  const used = sessions.flatMap(({ report }) => sessionClues(clues, report));
  const loose = used.length > 0 ? [] : looseClues(clues);
  const verdicts: Verdict[] = sessions.map(({ report }) => report.verdict);
  if (loose.length > 0) verdicts.push('degraded');
  return { sources, sessions, findings: merged(sessions, loose), verdict: worstVerdict(verdicts) };
}

/** A report of the same shape as a check's for everything together: that of the worst session, with all findings. */
export function overallReport({ sessions, findings, verdict }: Explanation): Report {
  const [worst] = sessions;
  const base = worst?.report ?? emptyReport();
  const [first] = findings;
  return {
    ...base,
    verdict,
    headline: first?.kind === 'cause' ? first.summary : base.headline,
    findings: findings.map(({ session = -1, ...finding }) => ({
      ...finding,
      ...(session >= 0 ? { session } : {}),
      // The numbers are those of the transcript at the top, which is that of the first session.
      for: session > 0 ? finding.for.map(({ text }) => ({ text, events: [] })) : finding.for,
    })),
  };
}

/** The document of `--format json`: the overall report with its sessions and sources. */
export function documentOf(explanation: Explanation): Report {
  const { sessions, sources } = explanation;
  const document: Report & Pick<Explanation, 'sessions' | 'sources'> = {
    ...overallReport(explanation),
    sessions,
    sources,
  };
  return document;
}
