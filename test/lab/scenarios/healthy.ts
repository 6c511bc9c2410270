import { addressAlias, hostFirewall } from '../rulesets.js';
import type { Expectation, Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import { PUBLIC_SERVER, PUBLIC_SERVER_SECOND, PUBLIC_SERVER_V6, SERVER_WAN } from '../wiring.js';

const HEALTHY: Expectation = { verdict: 'healthy', exit: 0, first: null };
const PRODUCTS: readonly FtpServer['product'][] = ['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'];

/** Nothing in the way: also the measure of how long a check may take. */
export const quick: readonly Scenario[] = PRODUCTS.map((product) => ({
  id: `open-${product}`,
  title: `${product} without NAT or firewall is healthy, in less than two seconds`,
  wiring: {},
  server: { product },
  truth: ALL_LISTED,
  expect: { ...HEALTHY, withinSeconds: 2 },
}));

const clientAlg = PRODUCTS.map((product): Scenario => ({
  id: `client-alg-${product}`,
  title: `${product} seen through a client router whose ALG works is healthy`,
  wiring: { clientRouter: { alg: true } },
  server: { product },
  truth: ALL_LISTED,
  expect: HEALTHY,
}));

const serverNat = PRODUCTS.map((product): Scenario => ({
  id: `server-nat-${product}`,
  title: `${product} behind a router, advertising the outside address over a forwarded range, is healthy`,
  wiring: { serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } },
  server: { product, advertise: SERVER_WAN },
  truth: ALL_LISTED,
  expect: HEALTHY,
}));

/** Shapes of a path that look odd and work. */
export const healthy: readonly Scenario[] = [
  ...clientAlg,
  ...serverNat,
  {
    id: 'server-alg',
    title: 'a server behind a router whose ALG translates 227 and opens the ports is healthy',
    wiring: { serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd' },
    truth: ALL_LISTED,
    expect: HEALTHY,
  },
  {
    id: 'both-algs',
    title: 'routers with working ALGs at both ends are healthy',
    wiring: { clientRouter: { alg: true, uninvited: 'drop' }, serverRouter: { alg: true, uninvited: 'drop' } },
    server: { product: 'vsftpd' },
    truth: ALL_LISTED,
    expect: HEALTHY,
  },
  {
    id: 'client-alg-server-nat',
    title: 'a client behind an ALG and a server behind a well set up router are healthy',
    wiring: {
      clientRouter: { alg: true, uninvited: 'drop' },
      serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' },
    },
    server: { product: 'pure-ftpd', advertise: SERVER_WAN },
    truth: ALL_LISTED,
    expect: HEALTHY,
  },
  {
    id: 'directory-empty',
    title: 'an empty directory is listed and healthy',
    wiring: {},
    server: { product: 'vsftpd', empty: true },
    truth: { PASV: /^listed 0, 226$/, EPSV: /^listed 0, 226$/, PORT: /^listed 0, 226$/, EPRT: /^listed 0, 226$/ },
    expect: HEALTHY,
  },
  {
    id: 'reply-227-without-parentheses',
    title: 'a 227 reply without parentheses is healthy (RFC 1123 section 4.1.2.6)',
    wiring: {},
    server: { product: 'pyftpdlib', settings: ['reply227="227 Entering Passive Mode {h},{p}"'] },
    truth: { EPSV: LISTED, PORT: LISTED, EPRT: LISTED },
    expect: HEALTHY,
  },
  {
    id: 'two-addresses',
    title: 'a server that advertises its second address, where it answers too, is healthy',
    wiring: { serverRules: addressAlias(PUBLIC_SERVER_SECOND, PUBLIC_SERVER) },
    server: { product: 'vsftpd', advertise: PUBLIC_SERVER_SECOND },
    truth: ALL_LISTED,
    expect: HEALTHY,
  },
  {
    id: 'ipv6-vsftpd',
    title: 'vsftpd over IPv6 is healthy',
    wiring: {},
    server: { product: 'vsftpd', settings: ['listen=NO', 'listen_ipv6=YES'] },
    target: `[${PUBLIC_SERVER_V6}]`,
    truth: { EPSV: LISTED, EPRT: LISTED },
    expect: HEALTHY,
  },
  {
    id: 'ipv6-pure-ftpd',
    title: 'Pure-FTPd, which refuses PASV over IPv6, is healthy there',
    wiring: {},
    server: { product: 'pure-ftpd' },
    target: `[${PUBLIC_SERVER_V6}]`,
    truth: { PASV: /^PASV: 425/, EPSV: LISTED, EPRT: LISTED },
    expect: HEALTHY,
  },
  {
    id: 'passive-only-required',
    title: 'a client firewall that blocks callbacks does not matter where only passive mode is asked for',
    wiring: { clientRules: hostFirewall('drop') },
    server: { product: 'vsftpd' },
    args: ['--modes', 'pasv,epsv'],
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /timed out/ },
    expect: HEALTHY,
  },
];
