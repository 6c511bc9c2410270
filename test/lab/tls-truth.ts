import { join } from 'node:path';
import type { Lab } from './build.js';
import { run } from './command.js';
import type { Scenario, TlsFact } from './scenario.js';
import type { Account } from './servers/server.js';
import { LAB_ROOT } from './servers/server.js';

const tlsFacts = ['CURL-TLS', 'CURL-TLS-PORT', 'LFTP-TLS', 'S-CLIENT'];

export function isTlsFact(fact: string): fact is TlsFact {
  return tlsFacts.includes(fact);
}

/** How a scenario's client asks for TLS; `null` where it does not. */
export function tlsOf({ target = '', args = [] }: Scenario): 'explicit' | 'implicit' | null {
  if (target.startsWith('ftps:')) return 'implicit';
  return args.includes('explicit') ? 'explicit' : null;
}

interface At {
  readonly host: string;
  readonly port: string;
  readonly account: Account;
  readonly mode: 'explicit' | 'implicit';
}

function curl({ host, port, account, mode }: At, root: string, active: boolean): readonly string[] {
  const url = `${mode === 'implicit' ? 'ftps' : 'ftp'}://${host}:${port}/`;
  const user = ['--user', `${account.user}:${account.password}`];
  return ['curl', '-sS', '-m', '5', '--ssl-reqd', '--cacert', root, ...user, ...(active ? ['-P', '-'] : []), url];
}

function lftp({ host, port, account, mode }: At, root: string): readonly string[] {
  const settings = [
    ...['cmd:fail-exit yes', 'net:max-retries 1', 'net:timeout 3', 'net:reconnect-interval-base 1'],
    ...['ftp:ssl-force yes', 'ftp:ssl-protect-data yes', `ssl:ca-file ${root}`],
  ];
  const script = [...settings.map((line) => `set ${line}`), 'ls', 'bye'].join('; ');
  const url = `${mode === 'implicit' ? 'ftps' : 'ftp'}://${host}:${port}`;
  return ['timeout', '10', 'lftp', '-u', `${account.user},${account.password}`, '-e', script, url];
}

function sClient({ host, port, mode }: At, root: string): readonly string[] {
  const how = mode === 'explicit' ? ['-starttls', 'ftp'] : [];
  const check = ['-CAfile', root, '-verify_ip', host];
  return ['timeout', '5', 'openssl', 's_client', '-connect', `${host}:${port}`, ...how, ...check];
}

/** What another program says of the server, in a sentence: how many lines it listed, or why it did not. */
export async function askOverTls(lab: Lab, fact: TlsFact, at: At): Promise<string> {
  const root = join(lab.folder, LAB_ROOT);
  if (fact === 'S-CLIENT') {
    const { stdout, stderr } = await run(lab.on('client', sClient(at, root)), { input: '' });
    const shown = stdout.includes('no peer certificate available') ? undefined : stdout;
    const verified = /Verify return code: (.*)/.exec(shown ?? '')?.[1];
    return `${verified ?? 'no handshake'}; ${stderr.split('\n').slice(-3).join(' ').slice(0, 300)}`;
  }
  const argv = fact === 'LFTP-TLS' ? lftp(at, root) : curl(at, root, fact === 'CURL-TLS-PORT');
  const { code, stdout, stderr } = await run(lab.on('client', argv));
  const lines = stdout.split('\n').filter((line) => line !== '').length;
  return code === 0 ? `listed ${lines}` : `exit ${String(code)}: ${stderr.trim().slice(0, 300)}`;
}
