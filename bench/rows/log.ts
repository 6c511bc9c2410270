import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logs, writeLog } from '../log-file.js';
import { inAlternation, ratios } from '../measure.js';
import { ours, time } from '../programs.js';
import type { Figure, Goal, Row } from '../row.js';

const megabytes = Number(process.env['BENCH_LOG_MB'] ?? 100);

/** Reading large logs: one that is all FTP, one with none to speak of, and one with some of both. */
const log: Row = {
  id: 'log',
  job: `\`explain\` of a log of ${megabytes} MB`,
  against: '`grep -c 227`',
  missing: () => '',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-bench-'));
    const goals: Goal[] = [];
    const figures: Figure[] = [];
    try {
      for (const [name, piece] of Object.entries(logs)) {
        const file = join(folder, `${name}.log`);
        writeLog(file, piece, megabytes);
        const [mine, grep] = await inAlternation(
          1,
          () => time(ours('explain', '--format', 'json', file), [0, 1, 2]),
          () => time(['grep', '-c', '227', file], [0, 1]),
        );
        const walls = (runs: readonly { ms: number }[]): number[] => runs.map(({ ms }) => ms / 1000);
        goals.push(
          { what: `${name}: wall time`, unit: 'times', atMost: 15, values: ratios(walls(mine), walls(grep)) },
          { what: `${name}: wall time`, unit: 's', atMost: 10, values: walls(mine) },
        );
        figures.push(
          { what: `${name}: grep -c 227`, unit: 's', values: walls(grep) },
          { what: `${name}: memory`, unit: 'MB', values: mine.map((run) => run.megabytes) },
        );
        await rm(file);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return { goals, figures, notes: [] };
  },
};

export default log;
