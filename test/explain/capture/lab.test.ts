import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { explainInputs } from '../../../src/explain/explanation.js';
import { openInput } from '../../../src/explain/input.js';
import { labMissing } from '../../lab/requirements.js';
import { findProgram } from '../../lab/places.js';
import { timed, untimed } from '../../lab/scenarios/index.js';
import { products } from '../../lab/servers/start.js';
import { outsideOf } from '../../lab/wiring.js';
import { sessionsOf } from './frames.js';
import { recordSession } from './record.js';
import { ourRows, tsharkRows } from './tshark.js';

/** The line-mode clients read their commands from standard input; a shell with fixed words feeds them. */
const fed = (client: string, commands: string) => (host: string, account: string) => [
  ...['sh', '-c', 'printf "$0" "$1" "$2" | timeout 12 "$3" -inv "$4"', commands, ...account.split(':')],
  ...[client, host.replace(/^\[|\]$/g, '')],
];
const login = 'user %s %s\\n';

/** How a client is told the mode: its command line for a host and an account. */
const clients = {
  'curl, PASV': (host: string, account: string) => [
    'curl',
    '-sv',
    '--disable-epsv',
    '--max-time',
    '9',
    '-u',
    account,
    `ftp://${host}/`,
  ],
  'curl, EPSV': (host: string, account: string) => ['curl', '-sv', '--max-time', '9', '-u', account, `ftp://${host}/`],
  'curl, PORT': (host: string, account: string) => [
    'curl',
    '-sv',
    '--ftp-port',
    '-',
    '--disable-eprt',
    '--max-time',
    '9',
    '-u',
    account,
    `ftp://${host}/`,
  ],
  'lftp, PASV': (host: string, account: string) => [
    ...['lftp', '-u', account.replace(':', ','), '-e'],
    'set net:timeout 4; set net:max-retries 1; set ftp:ssl-allow no; set ftp:prefer-epsv no; set ftp:fix-pasv-address no; ls; quit',
    host,
  ],
  'lftp, PORT': (host: string, account: string) => [
    ...['lftp', '-u', account.replace(':', ','), '-e'],
    'set net:timeout 5; set net:max-retries 1; set ftp:ssl-allow no; set ftp:passive-mode no; set ftp:prefer-epsv no; ls; quit',
    host,
  ],
  'tnftp, EPSV': fed('tnftp', `${login}ls\\nquit\\n`),
  'tnftp, PORT': fed('tnftp', `epsv4\\npassive\\n${login}ls\\nquit\\n`),
  'inetutils ftp, PORT': fed('inetutils-ftp', `${login}ls\\nquit\\n`),
  'inetutils ftp, PASV': fed('inetutils-ftp', `passive\\n${login}ls\\nquit\\n`),
};

/** Scenarios of the lab with the client that meets their fault. */
const cases: readonly (readonly [string, keyof typeof clients])[] = [
  ['client-nat-vsftpd', 'curl, PORT'],
  ['client-nat-pure-ftpd', 'lftp, PORT'],
  ['client-nat-pyftpdlib', 'curl, PORT'],
  ['client-nat-proftpd-drop', 'curl, PORT'],
  ['client-nat-proftpd-reset', 'lftp, PORT'],
  ['active-off-proftpd', 'curl, PORT'],
  ['client-firewall-drop', 'curl, PORT'],
  ['server-egress-prohibited-proftpd', 'curl, PORT'],
  ['pasv-loopback-vsftpd', 'lftp, PASV'],
  ['pasv-unspecified', 'curl, PASV'],
  ['pasv-other-host-silent', 'lftp, PASV'],
  ['range-closed-at-public-server', 'curl, EPSV'],
  ['range-rejected-at-public-server', 'lftp, PASV'],
  ['passive-off-proftpd', 'curl, PASV'],
  ['server-alg', 'curl, PASV'],
  ['both-algs', 'lftp, PORT'],
  ['client-nat-vsftpd', 'inetutils ftp, PORT'],
  ['client-nat-pure-ftpd', 'tnftp, PORT'],
  ['client-nat-pyftpdlib', 'inetutils ftp, PORT'],
  ['client-nat-proftpd-drop', 'tnftp, PORT'],
  ['pasv-loopback-vsftpd', 'inetutils ftp, PASV'],
  ['range-closed-at-public-server', 'tnftp, EPSV'],
  ['both-algs', 'inetutils ftp, PORT'],
  ['server-alg', 'inetutils ftp, PASV'],
  ['client-alg-vsftpd', 'inetutils ftp, PORT'],
  ['client-alg-proftpd', 'tnftp, PORT'],
  ['client-alg-pure-ftpd', 'lftp, PORT'],
  ['client-alg-pyftpdlib', 'curl, PORT'],
  // Each of the clients against each of the servers, behind a NAT without an ALG and with one.
  ['client-nat-vsftpd', 'lftp, PORT'],
  ['client-nat-pure-ftpd', 'curl, PORT'],
  ['client-nat-pyftpdlib', 'lftp, PORT'],
  ['client-alg-vsftpd', 'curl, PORT'],
  ['client-alg-vsftpd', 'lftp, PORT'],
  ['client-alg-proftpd', 'curl, PORT'],
  ['client-alg-proftpd', 'lftp, PORT'],
  ['client-alg-pure-ftpd', 'curl, PORT'],
  ['client-alg-pure-ftpd', 'inetutils ftp, PORT'],
  ['client-alg-pyftpdlib', 'lftp, PORT'],
  ['client-alg-pyftpdlib', 'tnftp, PORT'],
  ['pmtu-blackhole-vsftpd', 'curl, EPSV'],
  ['client-firewall-reset', 'lftp, PORT'],
  ['directory-empty', 'curl, EPSV'],
  ['server-nat-vsftpd', 'curl, PASV'],
  ['server-nat-proftpd', 'lftp, PASV'],
  ['server-nat-pure-ftpd', 'inetutils ftp, PASV'],
  ['server-nat-pyftpdlib', 'curl, PASV'],
  ['client-alg-server-nat', 'curl, PORT'],
  ['pasv-private-behind-nat-client', 'curl, PASV'],
  ['ipv6-vsftpd', 'curl, EPSV'],
];

/** What no capture can show: whether the port was open at another address than the one that was tried. */
const notShown: readonly string[] = ['pasv-other-host-silent'];

const missing = [
  ...labMissing(),
  ...['tcpdump', 'tshark', 'curl', 'lftp', 'tnftp', 'inetutils-ftp'].filter((name) => findProgram(name) === null),
];

function named(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

describe('captures of the real lab', { concurrency: 3, skip: missing.length > 0 && missing.join('; ') }, () => {
  for (const [id, name] of cases) {
    test(
      `${id} with ${name}: the capture shows the cause that the live check finds, and tshark agrees`,
      { timeout: 300_000 },
      async () => {
        const scenario = [...timed, ...untimed].find((one) => one.id === id);
        assert.ok(scenario, id);
        const { server, wiring } = scenario;
        const { user, password } =
          server.product in products
            ? products[server.product as keyof typeof products].account
            : { user: 'anonymous', password: 'lab@example.org' };
        const host = named(scenario.target?.replace(/^\[|\]$/g, '') ?? outsideOf(wiring));
        await recordSession(
          { wiring, server },
          () => clients[name](host, `${user}:${password}`),
          async ({ client, server: far }) => {
            const here = await explainInputs([await openInput(client)]);
            const [session] = here.sessions;
            assert.ok(session, 'no session in the capture of the client');
            const [cause] = here.findings.filter(({ kind }) => kind === 'cause');
            const first = notShown.includes(id) ? null : scenario.expect.first;
            const wanted: readonly (string | undefined)[] =
              first === null ? [undefined] : typeof first === 'string' ? [first] : first;
            assert.ok(
              wanted.includes(cause?.id),
              `${cause?.id ?? 'no cause'} instead of ${wanted.join(' or ')}: ${JSON.stringify(session.report.transcript.slice(-4))}`,
            );
            // What is recorded at the server shows less, and must not blame anything else.
            const there = await explainInputs([await openInput(far)]);
            const blamed = there.findings.filter(({ kind }) => kind === 'cause').map((one) => one.id);
            const allowed = [...wanted, ...(scenario.expect.also ?? []), ...(scenario.expect.may ?? [])];
            assert.deepEqual(
              blamed.filter((one) => !allowed.includes(one)),
              [],
              'blamed in the capture at the server',
            );
            for (const file of [client, far]) {
              const ours = (await sessionsOf(await readFile(file)))
                .flatMap(ourRows)
                .sort((a, b) => a.packet - b.packet);
              assert.deepEqual(ours, await tsharkRows(file));
            }
          },
        );
      },
    );
  }
});
