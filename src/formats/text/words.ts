import { oneLine } from '../sanitise.js';
import type { Report, ReportAttempt, ReportFinding } from '../../model/report.js';

/** How sure each word of confidence is meant to be. */
export const confidenceWords: Readonly<Record<ReportFinding['confidence'], string>> = {
  proven: 'Proven: no other explanation fits.',
  strong: 'Strong: independent observations agree.',
  likely: 'Likely: the best explanation, others remain.',
  possible: 'Possible: worth a look.',
};

const partyWords: Readonly<Record<ReportFinding['party'], string>> = {
  client: 'this machine',
  'client-nat': "the NAT or firewall on the client's side",
  path: 'a device on the path',
  'server-nat': 'the NAT or firewall in front of the server',
  server: 'the server',
  undetermined: 'cannot be told from here',
};

/** How sure a finding is, where the fault lies, and which modes it touches, in sentences. */
export function standing({ confidence, party, affects }: ReportFinding): string {
  const modes = affects.length === 0 ? '' : ` Affects ${affects.join(', ')}.`;
  return `${confidenceWords[confidence]} Where: ${partyWords[party]}.${modes}`;
}

const kindWords: Readonly<Record<NonNullable<ReportAttempt['failure']>['kind'], string>> = {
  'not-found': 'name not found',
  refused: 'refused',
  reset: 'reset',
  'timed-out': 'timed out',
  unreachable: 'unreachable',
  closed: 'closed',
  tls: 'TLS failed',
  rejected: 'rejected',
  unknown: 'failed',
};

const stageWords: Readonly<Record<NonNullable<ReportAttempt['failure']>['during'], string>> = {
  control: 'on the control connection',
  negotiate: 'at',
  listen: 'while opening a port to listen on',
  connect: 'while connecting',
  accept: 'while waiting for the server to call back',
  secure: 'in the TLS handshake of the data connection',
  list: 'at LIST',
  transfer: 'during the transfer',
  finish: 'at the closing reply',
};

/** Kinds whose own words say more than the kind. */
const telling: ReadonlySet<string> = new Set(['tls', 'unknown', 'unreachable']);

/** What became of an attempt, in a few words and not yet sanitised. */
export function whatHappened(attempt: ReportAttempt): string {
  const { failure } = attempt;
  if (failure === null) {
    return attempt.entries === null
      ? counted(attempt.bytes, 'byte', 'bytes')
      : counted(attempt.entries, 'entry', 'entries');
  }
  const stage = failure.during === 'negotiate' ? `at ${attempt.mode}` : stageWords[failure.during];
  if (failure.kind === 'rejected') {
    const reply = oneLine(failure.reply ?? failure.detail);
    return failure.during === 'negotiate' ? reply : `${stage}: ${reply}`;
  }
  const detail = telling.has(failure.kind) && failure.detail !== '' ? `: ${failure.detail}` : '';
  const reply = failure.reply === null ? '' : `; the last reply was "${oneLine(failure.reply)}"`;
  return `${kindWords[failure.kind]} ${stage}${detail}${reply}`;
}

/** A count with its noun: `1 entry`, `12 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A duration as people read it: `0.4 ms`, `12 ms`, `8.0 s`. */
export function duration(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`;
}

/** A duration in seconds for machines, to the microsecond. */
export function seconds(ms: number): string {
  return String(Math.round(ms * 1000) / 1e6);
}

/** What telling these causes apart is good for. */
function purposeIn(separates: readonly string[]): string {
  const causes = separates.filter((id) => id !== 'unexplained-failure');
  // What is open there is whether it is one of the known causes at all.
  if (causes.length < separates.length) {
    return causes.length === 0
      ? 'To find the cause'
      : `To find out whether it is ${causes.join(', ')} or something else`;
  }
  const [only = 'what is left'] = separates;
  const last = separates.at(-1) ?? '';
  return separates.length < 2 ? `To settle ${only}` : `To tell apart ${separates.slice(0, -1).join(', ')} and ${last}`;
}

/** What the next experiment is for, and what it needs beside its command, which is to follow. */
export function purposeOf({ separates, where }: NonNullable<Report['advice']['nextExperiment']>): string {
  return `${purposeIn(separates)}, run${where === null ? '' : ` this ${where}`}:`;
}
