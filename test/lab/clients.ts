import { join } from 'node:path';
import type { Lab } from './build.js';
import { run } from './command.js';
import { labFile, python } from './places.js';
import type { Account } from './servers/server.js';

/** Longer than a client that notices needs, and shorter than any client's own patience. */
const PATIENCE_SECONDS = 8;

/** What became of a listing: it came, the client gave up at once, or the client was still waiting. */
export type Fate = 'lists' | 'fails' | 'waits';

/** A real client, under the name that the forecast gives its kind. */
export interface RealClient {
  readonly name: string;
  argv(host: string, account: Account, lab: Lab): readonly string[];
}

/** A host as a URL has it (RFC 3986 section 3.2.2). */
const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const curl =
  (...options: string[]): RealClient['argv'] =>
  (host, { user, password }) => ['curl', '-sS', ...options, '--user', `${user}:${password}`, `ftp://${inUrl(host)}/`];

const ftplib =
  (trusts: string): RealClient['argv'] =>
  (host, { user, password }) => [python, labFile('ftplib-list.py'), host, user, password, trusts];

const lftp: RealClient['argv'] = (host, { user, password }) => {
  const script = 'set cmd:fail-exit yes; ls; bye';
  return ['lftp', '-u', `${user},${password}`, '-e', script, `ftp://${inUrl(host)}`];
};

const wget: RealClient['argv'] = (host, { user, password }, { folder }) => {
  const login = [`--user=${user}`, `--password=${password}`];
  return [
    'wget',
    '-q',
    '-t',
    '1',
    ...login,
    '--no-remove-listing',
    '-P',
    join(folder, 'wget'),
    `ftp://${inUrl(host)}/`,
  ];
};

// It asks nobody for the login where the commands give it.
const TNFTP = `printf 'open %s\\nuser %s %s\\nls\\nbye\\n' "$1" "$2" "$3" | tnftp -n | grep -c '^[-d]'`;
const tnftp: RealClient['argv'] = (host, { user, password }) => ['sh', '-c', TNFTP, 'tnftp', host, user, password];

const ncftp: RealClient['argv'] = (host, { user, password }) => {
  const login = ['-u', user, '-p', password];
  return ['ncftpls', '-t', '60', '-r', '1', '-l', ...login, `ftp://${host}/`];
};

/** The clients of the distribution, with their default settings, and older ones by the options that bring them back. */
export const realClients: readonly RealClient[] = [
  { name: 'curl >= 7.74', argv: curl() },
  { name: 'curl < 7.74', argv: curl('--no-ftp-skip-pasv-ip') },
  { name: 'lftp', argv: lftp },
  { name: 'wget', argv: wget },
  { name: 'tnftp', argv: tnftp },
  { name: 'ncftp', argv: ncftp },
  { name: 'Python ftplib since 3.6.14, 3.8.9, 3.9.2', argv: ftplib('no') },
  { name: 'Python ftplib before that', argv: ftplib('yes') },
];

/** Has a client list the directory on the client's machine. */
export async function fateOf(client: RealClient, host: string, account: Account, lab: Lab): Promise<Fate> {
  const limit = ['timeout', '-k', '1', String(PATIENCE_SECONDS)];
  const env = { PATH: process.env['PATH'], HOME: lab.folder, LC_ALL: 'C' };
  const { code } = await run(lab.on('client', [...limit, ...client.argv(host, account, lab)]), { env });
  return code === 0 ? 'lists' : code === 124 || code === 137 ? 'waits' : 'fails';
}

/** The fate that a forecast comes to within the patience of the test. */
export function fateForecast(outcome: string): Fate {
  if (outcome === 'fails at once') return 'fails';
  return outcome === 'hangs' || outcome.includes('after waiting') ? 'waits' : 'lists';
}
