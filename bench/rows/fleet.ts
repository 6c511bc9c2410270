import { fileURLToPath } from 'node:url';
import { withFleet } from '../fleet-targets.js';
import { inAlternation, ratios } from '../measure.js';
import { absent, ours, time, type Ran } from '../programs.js';
import type { Row } from '../row.js';

const targets = 1000;
const concurrency = 200;
const modes = 4;

/** Throws unless every target of a sweep was found healthy. */
export function mustBeHealthy(ndjson: string, count: number): void {
  const healthy = ndjson.split('\n').filter((line) => line.includes('"verdict":"healthy"')).length;
  if (healthy !== count) throw new Error(`${healthy} of ${count} targets were healthy`);
}

/** The command line of a sweep. */
export function sweep(file: string, ...more: readonly string[]): string[] {
  const how = ['--concurrency', String(concurrency), '--format', 'ndjson', '--quiet'];
  return ours('check', '--targets', file, ...how, ...more);
}

/** Many servers side by side, against programs that only list. */
const fleet: Row = {
  id: 'fleet',
  job: `${targets} healthy targets, concurrency ${concurrency}`,
  against: '`basic-ftp` with one passive LIST each in the same Node.js; `curl --parallel`',
  missing: () => absent('curl'),
  run: () =>
    withFleet(async (some) => {
      const file = await some.targets(targets);
      const config = await some.curlConfig(targets);
      const peer = fileURLToPath(new URL('../basic-ftp-sweep.js', import.meta.url));
      const checked = async (...more: readonly string[]): Promise<Ran> => {
        const ran = await time(sweep(file, ...more));
        mustBeHealthy(ran.stdout, targets);
        return ran;
      };
      const listedByPeer = async (): Promise<Ran> => {
        const ran = await time([process.execPath, peer, file, String(concurrency)]);
        if (Number(ran.stdout) !== targets) throw new Error(`basic-ftp listed ${ran.stdout.trim()} of ${targets}`);
        return ran;
      };
      const [four, one, basic, curl] = await inAlternation(
        1,
        () => checked(),
        () => checked('--modes', 'pasv'),
        listedByPeer,
        () =>
          time([
            'curl',
            '--silent',
            '--disable-epsv',
            '--parallel',
            '--parallel-max',
            String(concurrency),
            '--config',
            config,
          ]),
      );
      const walls = (runs: readonly { ms: number }[]): number[] => runs.map(({ ms }) => ms / targets);
      const cpus = (runs: readonly { cpuMs: number }[], data: number): number[] =>
        runs.map(({ cpuMs }) => cpuMs / targets / data);
      return {
        goals: [
          {
            what: 'CPU per data connection, four modes, against basic-ftp',
            unit: 'times',
            atMost: 1,
            values: ratios(cpus(four, modes), cpus(basic, 1)),
          },
          {
            what: 'CPU per data connection, PASV alone, against basic-ftp',
            unit: 'times',
            atMost: 1,
            values: ratios(cpus(one, 1), cpus(basic, 1)),
          },
          {
            what: 'wall per target, PASV alone, against basic-ftp',
            unit: 'times',
            atMost: 1,
            values: ratios(walls(one), walls(basic)),
          },
          {
            what: 'wall per target, four modes, against basic-ftp',
            unit: 'times',
            atMost: 1,
            values: ratios(walls(four), walls(basic)),
          },
          {
            what: 'wall per target, PASV alone, against curl',
            unit: 'times',
            atMost: 1,
            values: ratios(walls(one), walls(curl)),
          },
        ],
        figures: [
          { what: 'ftpdoctor, four modes: wall per target', unit: 'ms', values: walls(four) },
          { what: 'ftpdoctor, PASV alone: wall per target', unit: 'ms', values: walls(one) },
          { what: 'basic-ftp: wall per target', unit: 'ms', values: walls(basic) },
          { what: 'curl: wall per target', unit: 'ms', values: walls(curl) },
          { what: 'ftpdoctor, four modes: CPU per data connection', unit: 'ms', values: cpus(four, modes) },
          { what: 'ftpdoctor, PASV alone: CPU per data connection', unit: 'ms', values: cpus(one, 1) },
          { what: 'basic-ftp: CPU per data connection', unit: 'ms', values: cpus(basic, 1) },
        ],
        notes: [],
      };
    }),
};

export default fleet;
