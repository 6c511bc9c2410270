import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { spreadOf, type Spread } from './measure.js';
import type { Figure, Goal, Result, Row, Unit } from './row.js';

/** A row with what each of its runs found. */
export interface Measured {
  readonly row: Row;
  readonly runs: readonly Result[];
  /** Why runs that failed did. */
  readonly troubles: readonly string[];
}

const digits: Readonly<Record<Unit, number>> = { times: 2, ms: 1, s: 2, MB: 0, 'MB/s': 0, kB: 0, checks: 0 };

function number(value: number, unit: Unit): string {
  // CPU per connection is less than a millisecond.
  return value.toFixed(unit === 'ms' && value < 10 ? 2 : digits[unit]);
}

function spread({ least, median, most }: Spread, unit: Unit): string {
  const [a, b, c] = [least, median, most].map((value) => number(value, unit));
  return least === most ? `${b ?? ''} ${unit}` : `${a ?? ''} / ${b ?? ''} / ${c ?? ''} ${unit}`;
}

function limit({ atMost, atLeast, unit }: Goal): string {
  return atMost === undefined ? `at least ${atLeast ?? ''} ${unit}` : `at most ${atMost} ${unit}`;
}

/** Whether the median of a run keeps to its goal. */
export function isMet({ atMost, atLeast, values }: Goal): boolean {
  const { median } = spreadOf(values);
  return median <= (atMost ?? Infinity) && median >= (atLeast ?? -Infinity);
}

/** The same goal in every run. */
function across(runs: readonly Result[], at: number): Goal[] {
  return runs.flatMap(({ goals }) => goals[at] ?? []);
}

function goalLines({ row, runs }: Measured): string[] {
  return (runs[0]?.goals ?? []).map((goal, at) => {
    const all = across(runs, at);
    const met = all.filter(isMet).length;
    const medians = all.map(({ values, unit }) => number(spreadOf(values).median, unit)).join(', ');
    const verdict = met === all.length ? 'yes' : met === 0 ? 'no' : `in ${met} of ${all.length}`;
    return `| ${row.job} | ${row.against} | ${goal.what} | ${limit(goal)} | ${medians} | ${verdict} |`;
  });
}

function figureLines({ row, runs, troubles }: Measured): string[] {
  const figures: Pick<Figure, 'what' | 'unit' | 'values'>[] = [];
  for (const kind of ['goals', 'figures'] as const)
    for (const [at, { what, unit }] of (runs[0]?.[kind] ?? []).entries())
      figures.push({ what, unit, values: runs.flatMap((run) => run[kind][at]?.values ?? []) });
  const failed = troubles.map((why) => `a run failed: ${why}`);
  const notes = [...new Set([...runs.flatMap((run) => run.notes), ...failed])];
  return [
    '',
    `### \`${row.id}\``,
    '',
    ...(notes.length === 0 ? [] : [`${notes.join('; ')}.`, '']),
    '| figure | least / median / most |',
    '| --- | --- |',
    ...figures.map(({ what, unit, values }) => `| ${what} | ${spread(spreadOf(values), unit)} |`),
  ];
}

function versionOf(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0] ?? '';
  } catch {
    return `${program}: not installed`;
  }
}

function machine(loads: readonly number[]): string[] {
  const [cpu] = cpus();
  const peers = [
    versionOf('curl', '--version').replace(/ \(.*/, ''),
    versionOf('lftp', '--version').replace(/ \|.*|Copyright.*/g, ''),
    versionOf('tshark', '--version'),
    versionOf('grep', '--version'),
  ];
  return [
    `- ${cpus().length} processors: ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Linux ${release()}`,
    `- load at the start and at the end: ${loads.map((one) => one.toFixed(1)).join(', ')}`,
    `- Node.js ${process.version}`,
    ...peers.map((peer) => `- ${peer.trim()}`),
  ];
}

/** The measured part of docs/benchmarks.md; `loads` is what else the machine had to do. */
export function page(measured: readonly Measured[], when: string, loads: readonly number[]): string {
  return [
    `Measured on ${when}, on:`,
    '',
    ...machine(loads),
    '',
    'The goal is compared with the median of each run.',
    '',
    '| job | against | what | goal | medians of the runs | met |',
    '| --- | --- | --- | --- | --- | --- |',
    ...measured.flatMap(goalLines),
    '',
    '## Every figure',
    '',
    'Over all runs. A ratio is that of two measurements that followed each other.',
    ...measured.flatMap(figureLines),
    '',
  ].join('\n');
}
