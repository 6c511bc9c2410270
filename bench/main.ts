import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { projectRoot } from '../test/lab/places.js';
import { isMet, page, type Measured } from './page.js';
import { profiled } from './profile.js';
import type { Result } from './row.js';
import { rows } from './rows/index.js';
import { spreadOf } from './measure.js';

const help = `usage: npm run bench -- [ROW...] [--runs N] [--write] [--profile]

Measures the goals of docs/benchmarks.md, each against another program in the same run.
  ROW        ${rows.map(({ id }) => id).join(', ')} (default: all)
  --runs N   how often each row is run (default 3)
  --write    writes the results into docs/benchmarks.md; only with all rows
  --profile  says instead in which functions ftpdoctor spends the time of these rows
`;
const target = join(projectRoot, 'docs/benchmarks.md');
const mark = '<!-- What follows is written by `npm run bench -- --write`. -->';

function tell(id: string, { goals }: Result): void {
  for (const goal of goals) {
    const { least, median, most } = spreadOf(goal.values);
    const numbers = [least, median, most].map((value) => value.toFixed(2)).join(' / ');
    const bound = goal.atMost === undefined ? `>= ${goal.atLeast ?? ''}` : `<= ${goal.atMost}`;
    process.stdout.write(
      `${isMet(goal) ? 'met   ' : 'missed'} ${id}: ${goal.what} ${numbers} ${goal.unit} (${bound})\n`,
    );
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      write: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !rows.some(({ id }) => id === name));
  if (values.help || unknown !== undefined || !/^[1-9]\d?$/.test(values.runs)) {
    process.stderr.write(unknown === undefined ? help : `bench: no row is called "${unknown}"\n\n${help}`);
    return values.help ? 0 : 2;
  }
  const chosen = rows.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  if (values.write && chosen.length < rows.length) {
    process.stderr.write('bench: --write needs all rows, so that one machine has measured them all\n');
    return 2;
  }
  const measured: Measured[] = [];
  const loads = [loadavg()[0] ?? 0];
  for (const row of chosen) {
    const why = row.missing();
    if (why !== '') {
      process.stderr.write(`bench: ${row.id} cannot be measured here: ${why}\n`);
      return 2;
    }
    if (values.profile) {
      process.stdout.write(`${row.id}:\n${await profiled(() => row.run())}`);
      continue;
    }
    const runs: Result[] = [];
    const troubles: string[] = [];
    for (let run = 0; run < Number(values.runs); run++) {
      try {
        const result = await row.run();
        tell(row.id, result);
        runs.push(result);
      } catch (error) {
        // The other rows are worth knowing, too.
        troubles.push(String(error).split('\n')[0] ?? '');
        process.stderr.write(`failed ${row.id}: ${String(error)}\n`);
      }
    }
    measured.push({ row, runs, troubles });
  }
  if (values.write) {
    const [words = ''] = readFileSync(target, 'utf8').split(mark);
    const text = `${words}${mark}\n\n${page(measured, new Date().toISOString().slice(0, 10), [...loads, loadavg()[0] ?? 0])}`;
    writeFileSync(target, await format(text, { parser: 'markdown', printWidth: 120 }));
  }
  return measured.some(({ troubles }) => troubles.length > 0) ? 1 : 0;
}

process.exitCode = await main();
