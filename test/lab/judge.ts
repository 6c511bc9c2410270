import type { Report } from '../../src/model/report.js';
import { reportSchema } from '../../src/model/report.js';
import type { Output } from './command.js';
import type { Expectation } from './scenario.js';

/** What ftpdoctor said, as far as it is compared. */
export interface Said {
  readonly verdict: string;
  readonly headline: string;
  /** The finding that stands first: the diagnosis. */
  readonly head: string | null;
  readonly causes: readonly string[];
  /** Risks and notes. */
  readonly notes: readonly string[];
  /** Findings that are called proven. */
  readonly proven: readonly string[];
  readonly exit: number | null;
  readonly seconds: number;
}

/** Reads the report from what ftpdoctor printed. It has to be one document of the published schema. */
export function readReport(output: Output): Report {
  try {
    return reportSchema.parse(JSON.parse(output.stdout));
  } catch (error) {
    const heard = `stdout: ${output.stdout.slice(0, 500)}\nstderr: ${output.stderr.slice(0, 2000)}`;
    throw new Error(`no report (exit ${String(output.code)}): ${String(error)}\n${heard}`, { cause: error });
  }
}

/** The part of a report that a scenario speaks about. */
export function said(report: Report, output: Output): Said {
  return {
    verdict: report.verdict,
    headline: report.headline,
    head: report.findings[0]?.id ?? null,
    causes: report.findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id),
    notes: report.findings.filter(({ kind }) => kind !== 'cause').map(({ id }) => id),
    proven: report.findings.filter(({ confidence }) => confidence === 'proven').map(({ id }) => id),
    exit: output.code,
    seconds: output.seconds,
  };
}

/** Whether the headline names two times, one of them below so many seconds and one above. */
function liesAround(headline: string, seconds: number): boolean {
  const [, from, to] = /after ([\d.]+) s to ([\d.]+) s without traffic/.exec(headline) ?? [];
  return Number(from ?? NaN) <= seconds && seconds <= Number(to ?? NaN);
}

/** How what was said differs from what was expected, in sentences; empty when it does not. */
export function differences(expect: Expectation, got: Said): string[] {
  const complaints: string[] = [];
  if (got.verdict !== expect.verdict) complaints.push(`verdict ${got.verdict}, not ${expect.verdict}`);
  if (got.exit !== expect.exit) complaints.push(`exit code ${String(got.exit)}, not ${expect.exit}`);
  const first = expect.first === null ? [] : [expect.first].flat();
  const [headline] = got.causes;
  if (headline === undefined && first.length > 0) complaints.push(`no cause found, not ${first.join(' or ')}`);
  if (headline !== undefined && !first.includes(headline)) {
    complaints.push(`first cause ${headline}, not ${first.length === 0 ? 'none' : first.join(' or ')}`);
  }
  if (headline !== undefined && got.head !== headline) complaints.push(`${got.head ?? 'nothing'} stands before it`);
  for (const id of expect.also ?? []) {
    if (!got.causes.includes(id)) complaints.push(`cause ${id} not found`);
  }
  for (const id of expect.notes ?? []) {
    if (!got.notes.includes(id)) complaints.push(`note ${id} not found`);
  }
  for (const id of expect.proven ?? []) {
    if (!got.proven.includes(id)) complaints.push(`${id} is not proven`);
  }
  if (got.notes.includes('unexplained-failure') && expect.notes?.includes('unexplained-failure') !== true) {
    complaints.push('a failure is left unexplained');
  }
  for (const id of expect.silent ?? []) {
    if (got.notes.includes(id)) complaints.push(`note ${id} claimed wrongly`);
  }
  const allowed = [...first, ...(expect.also ?? []), ...(expect.may ?? [])];
  for (const id of got.causes.slice(1)) {
    if (!allowed.includes(id)) complaints.push(`cause ${id} claimed wrongly`);
  }
  if (expect.says?.test(got.headline) === false) complaints.push(`the headline lacks ${String(expect.says)}`);
  if (expect.bears !== undefined && !liesAround(got.headline, expect.bears)) {
    complaints.push(`the headline does not name two times around ${expect.bears} s`);
  }
  if (expect.withinSeconds !== undefined && got.seconds > expect.withinSeconds) {
    complaints.push(`took ${got.seconds.toFixed(1)} s, not less than ${expect.withinSeconds} s`);
  }
  return complaints.length === 0 ? [] : [...complaints, `it said: ${got.headline}`];
}
