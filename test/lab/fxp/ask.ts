import { join } from 'node:path';
import { type FxpReport, fxpSchema } from '../../../src/fxp/report.js';
import type { Lab } from '../build.js';
import { run } from '../command.js';
import { projectRoot } from '../places.js';
import { type Party, SAMPLE } from './servers.js';

/** Eight servers and six questions at a time are slow on a machine that has more to do. */
const PATIENCE = ['--timeout', '6s'];

/** Asks ftpdoctor on the client's machine whether a file goes from one server to the other. */
export async function askFtpdoctor(lab: Lab, from: Party, to: Party, words: readonly string[]): Promise<FxpReport> {
  const entry = process.env['FTPDOCTOR_BIN'] ?? join(projectRoot, 'bin/ftpdoctor.js');
  const argv = [process.execPath, entry, 'fxp', '--format', 'json', ...PATIENCE, ...words, from.url, to.url];
  const secret = ({ user, password }: Party): string => (user === 'anonymous' ? '' : password);
  const env = {
    PATH: process.env['PATH'],
    HOME: lab.folder,
    FTPDOCTOR_FROM_PASSWORD: secret(from),
    FTPDOCTOR_TO_PASSWORD: secret(to),
  };
  const { stdout, stderr, code } = await run(lab.on('client', argv), { env });
  try {
    const report = fxpSchema.parse(JSON.parse(stdout));
    const codes = { healthy: 0, degraded: 1, broken: 2, inconclusive: 3 };
    if (codes[report.verdict] !== code) throw new Error(`exit code ${String(code)} for ${report.verdict}`);
    return report;
  } catch (error) {
    throw new Error(`no report of ${from.name} to ${to.name}: ${String(error)}\n${stdout}\n${stderr}`, {
      cause: error,
    });
  }
}

/**
 * Whether lftp sends a file from one server to the other without taking it through the client. After some refusals it
 * turns the two servers round for ever, so it gets long only where it should come to an end.
 */
export async function askLftp(lab: Lab, from: Party, to: Party, patient: boolean): Promise<boolean> {
  const whole = ({ url, user, password }: Party): string =>
    user === 'anonymous' ? url : url.replace(`${user}@`, `${user}:${password}@`);
  const script = [
    'set ftp:use-fxp yes; set ftp:fxp-force yes; set ftp:use-mdtm no; set ftp:use-feat no; set ftp:use-stat no',
    `set net:timeout ${patient ? 20 : 3}; set net:max-retries 1; set net:reconnect-interval-base 1; set xfer:clobber yes`,
    `get ${whole(from)}${SAMPLE} -o ${whole(to)}by-lftp-from-${from.name}`,
  ].join('; ');
  const argv = ['lftp', '--norc', '-c', script];
  const env = { PATH: process.env['PATH'], HOME: lab.folder };
  const { code } = await run(lab.on('client', argv), { env, timeoutMs: patient ? 50_000 : 8000 });
  return code === 0;
}
