import type { Expectation, Scenario } from '../scenario.js';
import { ALL_LISTED } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { SERVER_WAN } from '../wiring.js';

const HEALTHY: Expectation = { verdict: 'healthy', exit: 0, first: null };
const PRODUCTS: readonly FtpServer['product'][] = ['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'];
const EXPLICIT = ['--tls', 'explicit'];
// curl asks this pyftpdlib for PASV before it has read the reply to TYPE, and takes the one for the other.
const LFTP_ONLY = { 'LFTP-TLS': /^listed 3$/, 'S-CLIENT': /^0 \(ok\)/ } as const;
const OVER_TLS = { 'CURL-TLS': /^listed 3$/, 'LFTP-TLS': /^listed 3$/, 'S-CLIENT': /^0 \(ok\)/ } as const;

/** AUTH TLS as a stateful device would see it: the first eight bytes of the payload. */
const AUTH_TLS = '@ih,0,64 0x4155544820544c53';

function core(rule: string): string {
  return `table ip core {
  chain forwarding {
    type filter hook forward priority filter
    tcp dport 21 ${rule}
  }
}
`;
}

const explicit = PRODUCTS.map((product): Scenario => ({
  id: `tls-explicit-${product}`,
  title: `${product} over explicit TLS, with a certificate of a trusted root, is healthy`,
  wiring: {},
  server: { product, tls: { mode: 'offered' } },
  args: EXPLICIT,
  truth: { ...ALL_LISTED, ...(product === 'pyftpdlib' ? LFTP_ONLY : OVER_TLS) },
  expect: HEALTHY,
}));

const required = PRODUCTS.map((product): Scenario => ({
  id: `tls-demanded-${product}`,
  title: `${product} that demands TLS for login and data, asked with TLS, is healthy`,
  wiring: {},
  server: { product, tls: { mode: 'required' } },
  args: EXPLICIT,
  truth: product === 'pyftpdlib' ? LFTP_ONLY : OVER_TLS,
  expect: HEALTHY,
}));

const implicit = (['vsftpd', 'proftpd'] as const).map((product): Scenario => ({
  id: `tls-implicit-${product}`,
  title: `${product} over implicit TLS on port 990 is healthy`,
  wiring: {},
  server: { product, port: 990, tls: { mode: 'implicit' } },
  target: 'ftps://203.0.113.50',
  truth: { 'LFTP-TLS': /^listed 3$/ },
  expect: HEALTHY,
}));

const older = (['proftpd', 'pyftpdlib'] as const).map((product): Scenario => ({
  id: `tls-1.2-${product}`,
  title: `${product} limited to TLS 1.2 is healthy`,
  wiring: {},
  server: {
    product,
    tls: { mode: 'offered' },
    settings: {
      proftpd: ['TLSProtocol TLSv1.2'],
      pyftpdlib: ['tls_version="1.2"'],
    }[product],
  },
  args: EXPLICIT,
  truth: { 'LFTP-TLS': /^listed 3$/ },
  expect: HEALTHY,
}));

const certificates = (
  [
    ['expired', 'vsftpd', /^10 |certificate has expired/],
    ['wrong-name', 'proftpd', /^64 |IP address mismatch/],
    ['self-signed', 'pure-ftpd', /^18 |self-signed/],
  ] as const
).map(([certificate, product, verified]): Scenario => ({
  id: `tls-certificate-${certificate}`,
  title: `a certificate that is ${certificate} is not trusted, and no password is sent`,
  wiring: {},
  server: { product, tls: { mode: 'offered', certificate } },
  args: EXPLICIT,
  truth: { 'S-CLIENT': verified, 'CURL-TLS': /^exit 60/ },
  expect: { verdict: 'broken', exit: 2, first: 'certificate-not-trusted', passwordsSent: 0 },
}));

const reuse = (
  [
    ['vsftpd', [], true],
    ['vsftpd', ['require_ssl_reuse=NO'], false],
    ['proftpd', [], true],
    ['proftpd', ['TLSOptions NoSessionReuseRequired'], false],
    ['pure-ftpd', [], false],
    ['pyftpdlib', [], false],
  ] as const
).map(([product, settings, demanded]): Scenario => ({
  id: `tls-reuse-${demanded ? 'demanded' : 'free'}-${product}`,
  title: `${product} ${demanded ? 'refuses' : 'lists for'} clients that do not resume the TLS session, and a deep look says so`,
  wiring: {},
  server: { product, tls: { mode: 'offered' }, settings },
  args: [...EXPLICIT, '--depth', 'deep'],
  truth: { 'LFTP-TLS': /^listed 3$/ },
  expect: demanded ? { verdict: 'degraded', exit: 1, first: 'tls-session-reuse-required' } : HEALTHY,
}));

/** What servers make of a session that the client offers again: the assertion tells those that take it. */
const resumption = (['vsftpd', 'proftpd', 'pyftpdlib', 'pure-ftpd'] as const).map((product): Scenario => {
  const resumes = product !== 'pure-ftpd';
  return {
    id: `tls-expect-resume-${product}`,
    title: `--expect-tls resume ${resumes ? 'holds' : 'fails'} with ${product}`,
    wiring: {},
    server: { product, tls: { mode: 'offered' } },
    args: [...EXPLICIT, '--expect-tls', 'resume'],
    truth: { 'LFTP-TLS': /^listed 3$/ },
    expect: resumes ? HEALTHY : { verdict: 'broken', exit: 2, first: null },
  };
});

/** TLS: by itself, and where something on the way minds. */
export const tls: readonly Scenario[] = [
  ...explicit,
  ...required,
  ...implicit,
  ...older,
  ...certificates,
  ...reuse,
  ...resumption,
  {
    id: 'tls-certificate-accepted',
    title: 'a self-signed certificate that the user accepts by --tls-insecure is no fault',
    wiring: {},
    server: { product: 'proftpd', tls: { mode: 'required', certificate: 'self-signed' } },
    args: [...EXPLICIT, '--tls-insecure'],
    truth: { 'S-CLIENT': /^18 / },
    expect: HEALTHY,
  },
  {
    id: 'tls-implicit-range-closed',
    title: 'implicit FTPS on 990 logs in and the list hangs: the passive range is closed, and 989 has no part in it',
    wiring: { serverRouter: { uninvited: 'drop' } },
    server: { product: 'vsftpd', port: 990, advertise: SERVER_WAN, tls: { mode: 'implicit' } },
    target: 'ftps://203.0.113.10',
    truth: { 'CURL-TLS': /^exit 28/ },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
  {
    id: 'tls-server-alg',
    title: 'a server that lives on the ALG of its router works in clear only: hidden ALG dependence',
    wiring: { serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'CURL-TLS': /^exit 28/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'hidden-alg-dependence',
      also: ['pasv-address-private', 'passive-range-closed'],
    },
  },
  {
    id: 'tls-server-alg-clear-deep',
    title: 'the same server looked at in clear is healthy at first sight, and a deep look finds what TLS would break',
    wiring: { serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: ['--depth', 'deep'],
    truth: ALL_LISTED,
    expect: { verdict: 'degraded', exit: 1, first: 'hidden-alg-dependence' },
  },
  {
    id: 'tls-server-alg-pinhole',
    title:
      'a router that opens ports by reading 227, before a server that names the right address: an ALG blind under TLS',
    wiring: { serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd', advertise: SERVER_WAN, tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { EPSV: ALL_LISTED.EPSV ?? /./, 'CURL-TLS': /^exit 28/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-blind-under-tls', also: ['passive-range-closed'] },
  },
  {
    id: 'tls-client-alg',
    title: 'a client router with an ALG: active mode works in clear, and TLS blinds the ALG',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'CURL-TLS': /^listed 3$/, 'CURL-TLS-PORT': /^exit/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-blind-under-tls' },
  },
  {
    id: 'tls-client-nat',
    title: 'a client router without an ALG breaks active mode in clear and under TLS alike',
    wiring: { clientRouter: {} },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { PORT: /^PORT: 500/, 'CURL-TLS': /^listed 3$/, 'CURL-TLS-PORT': /^exit/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-nat-without-alg' },
  },
  {
    id: 'tls-server-nat',
    title: 'a server behind a router with the right address and a forwarded range is healthy under TLS',
    wiring: { serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } },
    server: { product: 'proftpd', advertise: SERVER_WAN, tls: { mode: 'required' } },
    args: EXPLICIT,
    truth: OVER_TLS,
    expect: HEALTHY,
  },
  {
    id: 'tls-auth-dropped',
    title: 'a device that swallows AUTH TLS blocks TLS in the path',
    wiring: { coreRules: core(`${AUTH_TLS} drop`) },
    server: { product: 'vsftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'S-CLIENT': /^no handshake/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-blocked-in-path' },
  },
  {
    id: 'tls-auth-reset',
    title: 'a device that resets the connection at AUTH TLS blocks TLS in the path',
    wiring: { coreRules: core(`${AUTH_TLS} reject with tcp reset`) },
    server: { product: 'proftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'S-CLIENT': /^no handshake/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-blocked-in-path', passwordsSent: 0 },
  },
  {
    id: 'tls-auth-rewritten',
    title: 'a device that turns AUTH into another word makes the server refuse what it offers',
    wiring: { coreRules: core('@ih,0,64 0x4155544820544c53 @ih,0,32 set 0x58585858') },
    server: { product: 'pure-ftpd', tls: { mode: 'offered' } },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'S-CLIENT': /^no handshake/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-blocked-in-path' },
  },
  {
    id: 'tls-not-offered',
    title: 'a server without TLS refuses AUTH TLS, and nothing falls back to clear',
    wiring: {},
    server: { product: 'proftpd' },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'CURL-TLS': /^exit 64/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-mode-mismatch', passwordsSent: 0 },
  },
  {
    id: 'tls-data-required-proftpd',
    title: 'ProFTPD that takes a login in clear and lists only over encrypted data connections requires protection',
    wiring: {},
    server: { product: 'proftpd', tls: { mode: 'data-required' } },
    truth: { LOGIN: /^logged in$/, PASV: /LIST: 5/, EPSV: /LIST: 5/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-protection-required' },
  },
  {
    id: 'tls-data-required-vsftpd',
    title: 'vsftpd that takes a login in clear and lists only over encrypted data connections requires protection',
    wiring: {},
    server: { product: 'vsftpd', tls: { mode: 'data-required' } },
    truth: { LOGIN: /^logged in$/, PASV: /5(22|30)/, EPSV: /5(22|30)/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-protection-required' },
  },
  {
    id: 'tls-data-in-clear',
    title: 'a server that sends data in clear in spite of PROT P fails the data handshake',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: ['tls_trouble="data-in-clear"'] },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'LFTP-TLS': /^exit/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-data-handshake-failed' },
  },
  {
    id: 'tls-text-slipped-in',
    title: 'text in clear between 234 and the handshake is reported and not taken for protected',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: ['tls_trouble="injects"'] },
    args: EXPLICIT,
    truth: ALL_LISTED,
    expect: { verdict: 'broken', exit: 2, first: 'tls-blocked-in-path' },
  },
  {
    id: 'tls-handshake-stalls',
    title: 'a server that says 234 and then nothing stalls the handshake, and the check ends in time',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: ['tls_trouble="stalls"'] },
    args: EXPLICIT,
    truth: ALL_LISTED,
    expect: { verdict: 'broken', exit: 2, first: 'tls-handshake-failed', withinSeconds: 12 },
  },
  {
    id: 'tls-prot-refused',
    title: 'a server that will not encrypt data connections is not listed in clear instead',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: ['tls_trouble="no-prot"'] },
    args: EXPLICIT,
    truth: ALL_LISTED,
    expect: { verdict: 'broken', exit: 2, first: 'tls-mode-mismatch' },
  },
  {
    id: 'tls-version-too-old',
    title: 'a server that speaks only TLS 1.1 shares no version with the client',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: ['tls_version="1.1"'] },
    args: EXPLICIT,
    truth: { ...ALL_LISTED, 'CURL-TLS': /^exit/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-handshake-failed' },
  },
];
