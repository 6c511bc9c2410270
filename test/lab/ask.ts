import { join } from 'node:path';
import type { Report } from '../../src/model/report.js';
import type { Lab } from './build.js';
import { run } from './command.js';
import { readReport } from './judge.js';
import { projectRoot } from './places.js';
import type { Account } from './servers/server.js';

/** The report of a check of a host from the client's machine, as `account` and with further arguments. */
export async function ask(
  lab: Lab,
  host: string,
  { user, password }: Account,
  args: readonly string[] = [],
): Promise<Report> {
  const entry = join(projectRoot, 'bin/ftpdoctor.js');
  const options = ['--format', 'json', '--timeout', '3s', '--user', user, ...args];
  // No account of whoever runs the tests may play a part.
  const env = { PATH: process.env['PATH'], HOME: lab.folder, FTPDOCTOR_PASSWORD: password };
  return readReport(await run(lab.on('client', [process.execPath, entry, 'check', host, ...options]), { env }));
}
