import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCapture } from '../capture-file.js';
import { inAlternation, ratios } from '../measure.js';
import { absent, ours, time } from '../programs.js';
import type { Row } from '../row.js';

const megabytes = Number(process.env['BENCH_CAPTURE_MB'] ?? 1024);
const fields = ['ftp.request.command', 'ftp.request.arg', 'ftp.response.code', 'ftp.passive.ip', 'ftp.passive.port'];

/** Finding the FTP in a large capture. */
const capture: Row = {
  id: 'capture',
  job: `\`explain\` of a capture of ${megabytes} MB with 1 % FTP`,
  against: "`tshark` with the FTP layer's fields",
  missing: () => absent('tshark'),
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-bench-'));
    try {
      const file = join(folder, 'large.pcap');
      const small = join(folder, 'small.pcap');
      const { packets, sessions } = await writeCapture(file, megabytes);
      await writeCapture(small, megabytes / 10);
      const size = (await stat(file)).size / 1e6;
      const explain = (one: string): Promise<{ ms: number; megabytes: number; stdout: string }> =>
        time(ours('explain', one, '--format', 'json'), [0, 1]);
      const argv = ['tshark', '-n', '-r', file, '-Y', 'ftp', '-T', 'fields', ...fields.flatMap((one) => ['-e', one])];
      const tenth = await explain(small);
      const [mine, theirs] = await inAlternation(
        1,
        () => explain(file),
        () => time(argv),
      );
      const speed = (runs: readonly { ms: number }[]): number[] => runs.map(({ ms }) => size / (ms / 1000));
      const memory = (runs: readonly { megabytes: number }[]): number[] => runs.map((run) => run.megabytes);
      return {
        goals: [
          { what: "tshark's throughput", unit: 'times', atLeast: 5, values: ratios(speed(mine), speed(theirs)) },
          { what: 'memory', unit: 'MB', atMost: 200, values: memory(mine) },
        ],
        figures: [
          { what: 'ftpdoctor explain', unit: 'MB/s', values: speed(mine) },
          { what: 'tshark', unit: 'MB/s', values: speed(theirs) },
          { what: 'ftpdoctor: memory for a tenth of the capture', unit: 'MB', values: [tenth.megabytes] },
          { what: 'tshark: memory', unit: 'MB', values: memory(theirs) },
        ],
        notes: [`${packets} packets, ${sessions} FTP sessions`],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default capture;
