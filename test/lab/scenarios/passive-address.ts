import { PASSIVE_PORTS } from '../servers/server.js';
import type { FtpServer } from '../servers/server.js';
import type { Scenario, Truth } from '../scenario.js';
import { LISTED } from '../scenario.js';
import type { Wiring } from '../wiring.js';

/** A server behind a router that forwards the passive range, and a client with a public address. */
const FORWARDED: Wiring = { serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } };

/** Only the address in 227 is wrong: the same port at the control peer's address lists. */
const ONLY_THE_ADDRESS: Truth = { 'PASV-AT-PEER': LISTED, EPSV: LISTED, PORT: LISTED, EPRT: LISTED };

const PRODUCTS: readonly FtpServer['product'][] = ['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'];

const privateAddress = PRODUCTS.map((product): Scenario => ({
  id: `pasv-private-${product}`,
  title: `${product} behind a router without ALG advertises its private address`,
  wiring: FORWARDED,
  server: { product },
  truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 10\.0\.0\.10: timed out/ },
  expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-private' },
}));

/** What 227 may say that is not an address and port to connect to, in the words of servers seen in the wild. */
const malformed = (
  [
    ['not-numbers', '227 Entering Passive Mode', /not a 227 reply/],
    ['five-numbers', '227 Entering Passive Mode (203,0,113,50,195)', /not a 227 reply/],
    ['byte-too-large', '227 Entering Passive Mode (203,0,113,50,300,80)', /not a port/],
    ['port-zero', '227 Entering Passive Mode ({h},0,0)', /not a port/],
    ['privileged-port', '227 Entering Passive Mode ({h},0,80)', /^connect to 203\.0\.113\.50: refused/],
    ['ipv6-literal', '227 Entering passive mode (2001:db8::50,195,80).', /not a 227 reply/],
  ] as const
).map(([id, reply227, fact]): Scenario => ({
  id: `pasv-malformed-${id}`,
  title: `"${reply227.replaceAll('{h}', '203,0,113,50')}" is a malformed reply to PASV`,
  wiring: {},
  server: { product: 'pyftpdlib', settings: [`reply227=${JSON.stringify(reply227)}`] },
  truth: { PASV: fact, EPSV: LISTED, PORT: LISTED, EPRT: LISTED },
  expect: { verdict: 'degraded', exit: 1, first: 'pasv-reply-malformed' },
}));

/** Passive mode fails because of what 227 says, and not because of the ports. */
export const passiveAddress: readonly Scenario[] = [
  ...privateAddress,
  {
    id: 'pasv-private-behind-nat-client',
    title: 'a private address in 227 and a client router without ALG are two causes',
    wiring: { ...FORWARDED, clientRouter: {} },
    server: { product: 'vsftpd' },
    truth: { 'PASV-AT-PEER': LISTED, EPSV: LISTED, PASV: /^connect to 10\.0\.0\.10: timed out/, PORT: /^PORT: 500/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'pasv-address-private',
      also: ['client-nat-without-alg'],
    },
  },
  {
    id: 'pasv-private-and-range-closed',
    title: 'a private address in 227 over a range that is not forwarded either is a double fault',
    wiring: { serverRouter: { uninvited: 'drop' } },
    server: { product: 'vsftpd' },
    truth: {
      PASV: /^connect to 10\.0\.0\.10: timed out/,
      'PASV-AT-PEER': /^connect to 203\.0\.113\.10: timed out/,
      EPSV: /^connect to 203\.0\.113\.10: timed out/,
      PORT: LISTED,
      EPRT: LISTED,
    },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'pasv-address-private',
      also: ['passive-range-closed'],
    },
  },
  {
    id: 'faults-at-both-ends',
    title: 'routers at both ends that do nothing for FTP break all four modes, each end for its own reasons',
    wiring: { clientRouter: { uninvited: 'drop' }, serverRouter: { uninvited: 'drop' } },
    server: { product: 'vsftpd' },
    truth: {
      PASV: /^connect to 10\.0\.0\.10: timed out/,
      EPSV: /^connect to 203\.0\.113\.10: timed out/,
      PORT: /^PORT: 500/,
      EPRT: /^EPRT: 500/,
    },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'pasv-address-private',
      also: ['passive-range-closed', 'client-nat-without-alg'],
    },
  },
  {
    id: 'pasv-loopback-vsftpd',
    title: 'vsftpd told to advertise 127.0.0.1 advertises a loopback address',
    wiring: FORWARDED,
    server: { product: 'vsftpd', advertise: '127.0.0.1' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 127\.0\.0\.1: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-loopback' },
  },
  {
    id: 'pasv-loopback-proftpd',
    title: 'ProFTPD that masquerades as 127.0.1.1 advertises a loopback address',
    wiring: {},
    server: { product: 'proftpd', advertise: '127.0.1.1' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 127\.0\.1\.1: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-loopback' },
  },
  {
    id: 'pasv-unspecified',
    title: 'a server that advertises 0.0.0.0 advertises no address',
    wiring: {},
    server: { product: 'vsftpd', advertise: '0.0.0.0' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 0\.0\.0\.0: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-unspecified' },
  },
  {
    id: 'pasv-is-client',
    title: 'a server that advertises the address of its client sends the client to itself',
    wiring: {},
    server: { product: 'vsftpd', advertise: '198.51.100.7' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 198\.51\.100\.7: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-is-client' },
  },
  {
    id: 'pasv-other-host-silent',
    title: 'a stale public address in 227 where nobody answers is another host',
    wiring: FORWARDED,
    server: { product: 'vsftpd', advertise: '192.0.2.77' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 192\.0\.2\.77: timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-other-host' },
  },
  {
    id: 'pasv-other-host-refuses',
    title: 'a stale public address in 227 that now belongs to somebody else is another host',
    wiring: { ...FORWARDED },
    server: { product: 'proftpd', advertise: '203.0.113.254' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 203\.0\.113\.254: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-other-host' },
  },
  {
    id: 'pasv-shadows-lan-empty',
    title: 'a private address in 227 that lies in the client’s own LAN, where no host has it, shadows the LAN',
    wiring: {
      clientRouter: { alg: true },
      serverRouter: { inside: '192.168.1', forward: [PASSIVE_PORTS], uninvited: 'drop' },
    },
    server: { product: 'vsftpd' },
    patience: 5,
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 192\.168\.1\.10: .*No route to host/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-shadows-lan' },
  },
  {
    id: 'pasv-shadows-lan-taken',
    title: 'a private address in 227 that another host of the client’s LAN has shadows the LAN',
    wiring: {
      clientRouter: { alg: true, neighbour: true },
      serverRouter: { inside: '192.168.1', forward: [PASSIVE_PORTS], uninvited: 'drop' },
    },
    server: { product: 'pyftpdlib' },
    truth: { ...ONLY_THE_ADDRESS, PASV: /^connect to 192\.168\.1\.10: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'pasv-address-shadows-lan' },
  },
  ...malformed,
];
