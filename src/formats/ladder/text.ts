import type { Report, ReportFinding } from '../../model/report.js';
import { sanitise } from '../sanitise.js';
import { foldLogin, rowsOf, type Row } from './rows.js';

/** Columns between the two lifelines; with the margin the ladder fits 72 columns. */
const room = 62;
const mostRows = 14;

function between(text: string): string {
  return `  |${text.padEnd(room)}|`;
}

function cut(text: string, most: number): string {
  const safe = sanitise(text, 200);
  return safe.length <= most ? safe : `${safe.slice(0, most - 3)}...`;
}

function line({ shape, label, decoded }: Row): string[] {
  const words = cut(label, room - 8);
  const meaning = decoded === null ? [] : [between(`     = ${cut(decoded, room - 10)}`)];
  switch (shape.kind) {
    case 'wait':
      return [between('  :'), between(`  :  ${cut(label, room - 8)}`), between('  :')];
    case 'remark':
      return [between(` * ${words}`)];
    case 'lost':
      return [between(`-- ${words} `.padEnd(room - 8, '-') + '-x')];
    case 'refused':
      return [between(`-- ${words} `.padEnd(room - 2, '-') + '-x')];
    case 'arrow':
      return [
        between(shape.outward ? `-- ${words} `.padEnd(room - 1, '-') + '>' : `<-- ${words} `.padEnd(room, '-')),
        ...meaning,
      ];
  }
}

/** The end of a listing is the end of its connection, no failure. */
function isEnd({ operation, outcome }: Report['transcript'][number]): boolean {
  return operation === 'read' && !outcome.ok && outcome.failure.kind === 'closed';
}

/**
 * The dialogue a finding rests on as a ladder in ASCII, the client on the left: that of the control connection on which
 * most of its evidence lies, the login folded up. Empty where the evidence is no dialogue.
 */
export function ladderText(report: Report, finding: ReportFinding): string[] {
  const wanted = new Set(finding.for.flatMap(({ events }) => events));
  const count = new Map<string, number>();
  for (const event of report.transcript) {
    if (!wanted.has(event.seq)) continue;
    // A failure is what a reader wants to see happen.
    count.set(event.lane, (count.get(event.lane) ?? 0) + (event.outcome.ok || isEnd(event) ? 1 : 100));
  }
  const [lane] = [...count].toSorted(([, a], [, b]) => b - a);
  if (lane === undefined) return [];
  const events = report.transcript.filter((event) => event.lane === lane[0]);
  const rows = foldLogin(rowsOf(events, report.control.remote?.host ?? null));
  const first = rows.findIndex((row) => row.events.some((event) => wanted.has(event)));
  const last = rows.findLastIndex((row) => row.events.some((event) => wanted.has(event)));
  const silence = rows[last + 1]?.shape.kind === 'wait' ? 1 : 0;
  const shown = rows.slice(Math.max(0, first - 1), last + 1 + silence).slice(0, mostRows);
  if (shown.length === 0) return [];
  return ['client'.padEnd(room - 2) + 'server', ...shown.flatMap(line)];
}
