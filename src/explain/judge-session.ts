import type { Report, ReportFinding } from '../model/report.js';
import type { TargetFacts } from '../model/target.js';
import { commandFor } from '../plan/command.js';
import { explain } from '../report/build.js';
import { rules } from '../rules/index.js';
import type { Place, Session } from './source.js';

/** A finding with what an explanation knows beside it: in which session it was found. */
export type Finding = ReportFinding & { readonly session?: number };

const mostPlaces = 6;

/** Places as a reader of the files names them: `client.log lines 12, 14`. */
export function placesOf(places: readonly Place[]): string {
  const files = new Map<string, { unit: string; at: number[] }>();
  for (const { file, unit, at } of places) {
    const known = files.get(file) ?? { unit, at: [] };
    if (!known.at.includes(at)) known.at.push(at);
    files.set(file, known);
  }
  return [...files]
    .map(([file, { unit, at }]) => {
      const shown = at
        .sort((a, b) => a - b)
        .slice(0, mostPlaces)
        .join(', ');
      return `${file} ${unit}${at.length > 1 ? 's' : ''} ${shown}${at.length > mostPlaces ? ' ...' : ''}`;
    })
    .join('; ');
}

function located(finding: ReportFinding, places: ReadonlyMap<number, Place>): ReportFinding {
  const add = (evidence: { text: string; events: number[] }): { text: string; events: number[] } => {
    const found = evidence.events.flatMap((seq) => places.get(seq) ?? []);
    return found.length === 0 ? evidence : { ...evidence, text: `${evidence.text} (${placesOf(found)})` };
  };
  return { ...finding, for: finding.for.map(add), against: finding.against.map(add) };
}

const onlyCommands =
  'The log shows commands and none of the replies, so it cannot tell what the server answered; log again with all of the dialogue (ftp -v -d), or run the check.';

/** Whether a log kept the commands and left out all that the server said: silence in it is no silence on the wire. */
function isOneSided({ events }: Session['transcript']): boolean {
  const control = events.filter(({ purpose }) => purpose === 'control');
  const heard = control.some(({ operation, outcome }) => operation === 'read' && outcome.ok);
  const told = control.some(({ outcome }) => !outcome.ok && outcome.failure.kind !== 'unknown');
  return !heard && !told && control.filter(({ operation }) => operation === 'write').length > 1;
}

/** What was advised, and nothing that the missing replies seem to show. */
function withoutJudgement(report: Report, target: TargetFacts): Report {
  return {
    ...report,
    verdict: 'inconclusive',
    headline: onlyCommands,
    attempts: [],
    findings: [],
    ruledOut: [],
    undetermined: [],
    advice: {
      ...report.advice,
      modes: [],
      clients: [],
      nextExperiment: { command: commandFor(target), where: null, separates: [] },
    },
  };
}

/** Judges one session by the rules of the live check. What a log cannot show is left out, and evidence names its place. */
export function judgeSession({ transcript, places }: Session): Report {
  const report = explain(transcript, rules);
  if (isOneSided(transcript)) return withoutJudgement(report, transcript.target);
  const timed = transcript.events.some(({ finishedMs }) => finishedMs > 0);
  const { control } = report;
  return {
    ...report,
    control: {
      ...control,
      rttMs: control.rttMs === 0 ? null : control.rttMs,
      bannerDelayMs: timed ? control.bannerDelayMs : null,
    },
    findings: report.findings.map((finding) => located(finding, places)),
  };
}
