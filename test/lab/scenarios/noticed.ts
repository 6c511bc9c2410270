import type { Expectation, Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';

const HEALTHY: Expectation = { verdict: 'healthy', exit: 0, first: null };
const ENOUGH_PORTS = ['--samples', '12'];
const MANY_PORTS = { low: 50_000, high: 51_999 };
const FEW_PORTS = { low: 50_000, high: 50_011 };

/** pyftpdlib without any fault, asked for enough passive ports to see how it draws them. */
function drawing(passive: FtpServer['passive'] & object, settings: readonly string[] = []) {
  return {
    wiring: {},
    server: { product: 'pyftpdlib', passive, settings } satisfies FtpServer,
    args: ENOUGH_PORTS,
    truth: ALL_LISTED,
  };
}

/** Has pyftpdlib close the TCP connection of a transfer in the place of ending TLS first. */
const ABRUPT =
  "handler.dtp_handler = type('Abrupt', (handler.dtp_handler,), " +
  "{'_do_ssl_shutdown': lambda self: (setattr(self, '_ssl_established', False), self.close())})";

const WITHOUT_EPSV = "handler.proto_cmds = {verb: what for verb, what in handler.proto_cmds.items() if verb != 'EPSV'}";

/** Risks and notes where all works, each beside the look-alike that is none. */
export const noticed: readonly Scenario[] = [
  {
    ...drawing(MANY_PORTS, ['ports_in_turn=true']),
    id: 'ports-in-order',
    title: 'passive ports in order out of many can be guessed, and are no narrow range',
    expect: {
      ...HEALTHY,
      notes: ['passive-ports-sequential'],
      silent: ['passive-range-narrow', 'passive-range-ephemeral'],
    },
  },
  {
    ...drawing(FEW_PORTS),
    id: 'ports-few',
    title: 'passive ports at random out of twelve are a narrow range, and follow no order',
    expect: { ...HEALTHY, notes: ['passive-range-narrow'], silent: ['passive-ports-sequential'] },
  },
  {
    ...drawing(MANY_PORTS),
    id: 'ports-many',
    title: 'passive ports at random out of many are no risk',
    expect: { ...HEALTHY, silent: ['passive-ports-sequential', 'passive-range-narrow', 'passive-range-ephemeral'] },
  },
  {
    id: 'password-in-clear',
    title: 'a login with a password in clear is a risk',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'proftpd' },
    truth: ALL_LISTED,
    expect: { ...HEALTHY, notes: ['cleartext-login', 'client-behind-nat'] },
  },
  {
    id: 'anonymous-in-clear',
    title: 'an anonymous login in clear, from the address that the client has, tells nobody anything',
    wiring: {},
    server: { product: 'vsftpd' },
    truth: ALL_LISTED,
    expect: {
      ...HEALTHY,
      silent: ['cleartext-login', 'client-behind-nat', 'server-behind-nat', 'unexplained-failure'],
    },
  },
  {
    id: 'pasv-refused-oddly',
    title: 'a server that refuses PASV with words that nobody knows leaves a failure unexplained',
    wiring: {},
    server: {
      product: 'pyftpdlib',
      settings: [
        `python=${JSON.stringify("handler.ftp_PASV = lambda self, line: self.respond('451 The moon is full.')")}`,
      ],
    },
    truth: { PASV: /^PASV: 451/, EPSV: LISTED, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: null, notes: ['unexplained-failure'] },
  },
  {
    id: 'tls-end-left-out',
    title: 'a server that closes data connections without ending TLS leaves a cut one looking whole',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' }, settings: [`python=${JSON.stringify(ABRUPT)}`] },
    args: ['--tls', 'explicit'],
    truth: { 'LFTP-TLS': /^listed 3$/ },
    expect: { ...HEALTHY, notes: ['tls-end-unannounced'] },
  },
  {
    id: 'tls-end-announced',
    title: 'a server that ends TLS on data connections leaves no doubt',
    wiring: {},
    server: { product: 'pyftpdlib', tls: { mode: 'offered' } },
    args: ['--tls', 'explicit'],
    truth: { 'LFTP-TLS': /^listed 3$/ },
    expect: { ...HEALTHY, silent: ['tls-end-unannounced'] },
  },
  {
    id: 'epsv-not-known',
    title: 'a server that does not know EPSV lacks a mode, and nothing is in its way',
    wiring: {},
    server: { product: 'pyftpdlib', settings: [`python=${JSON.stringify(WITHOUT_EPSV)}`] },
    truth: { ...ALL_LISTED, EPSV: /^EPSV: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: null, notes: ['mode-unsupported'], silent: ['unexplained-failure'] },
  },
];
