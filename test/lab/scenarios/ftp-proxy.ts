import { ftpProxy, FTP_PROXY_PORT, lineProxy } from '../devices.js';
import { alsoOn, divertedControl } from '../meddling-rules.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PUBLIC_SERVER } from '../wiring.js';
import { ALLOWING } from './third-parties.js';

/** The proxy may be called by nobody but clients. */
const NO_CALLS = 'chain calls { type filter hook input priority filter; tcp sport 20 reject with tcp reset; }';
const UNRECOGNIZED = {
  EPSV: /^EPSV: 500 'EPSV': command unrecognized/,
  EPRT: /^EPRT: 500 'EPRT': command unrecognized/,
};
const NOT_CALLED = /425 Failed to establish connection/;

/** Programs on the way that speak FTP in the place of the server, and what looks like them. */
export const ftpProxies: readonly Scenario[] = [
  {
    id: 'ftp-proxy',
    title: 'SUSE’s ftp-proxy refuses EPSV and EPRT in its own words, which are not those of vsftpd behind it',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT) },
    devices: [ftpProxy('client')],
    server: { product: 'vsftpd' },
    truth: { PASV: LISTED, PORT: LISTED, ...UNRECOGNIZED },
    expect: { verdict: 'degraded', exit: 1, first: 'ftp-proxy-in-path', silent: ['mode-unsupported'] },
  },
  {
    id: 'ftp-proxy-before-proftpd',
    title: 'SUSE’s ftp-proxy refuses EPSV and EPRT in its own words, which are not those of ProFTPD behind it',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT) },
    devices: [ftpProxy('passive')],
    server: { product: 'proftpd' },
    truth: { PASV: LISTED, PORT: LISTED, ...UNRECOGNIZED },
    expect: { verdict: 'degraded', exit: 1, first: 'ftp-proxy-in-path', silent: ['mode-unsupported'] },
  },
  {
    id: 'ftp-proxy-converts',
    title: 'a proxy that has the server call, whatever its clients ask for, fails where it may not be called',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT, NO_CALLS) },
    devices: [ftpProxy('active')],
    server: { product: 'vsftpd' },
    truth: { PASV: NOT_CALLED, PORT: NOT_CALLED, ...UNRECOGNIZED },
    expect: { verdict: 'broken', exit: 2, first: 'ftp-proxy-in-path', silent: ['mode-unsupported'] },
  },
  {
    id: 'ftp-proxy-on-21-alone',
    title: 'a proxy that breaks every mode on port 21 is proven by another control port of the same server',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT, NO_CALLS), serverRules: alsoOn(2121) },
    devices: [ftpProxy('active')],
    server: { product: 'vsftpd' },
    args: ['--alt-port', '2121'],
    truth: { PASV: NOT_CALLED, PORT: NOT_CALLED, ...UNRECOGNIZED },
    expect: { verdict: 'broken', exit: 2, first: 'ftp-proxy-in-path', silent: ['mode-unsupported'] },
  },
  {
    id: 'greets-like-a-proxy',
    title: 'vsftpd with a greeting of its admin’s own and without EPSV and EPRT is no proxy',
    wiring: {},
    server: {
      product: 'vsftpd',
      settings: ['ftpd_banner=gate FTP server (Version 1.9.2.4) ready.', 'cmds_denied=EPSV,EPRT'],
    },
    truth: { PASV: LISTED, PORT: LISTED, EPSV: /^EPSV: 550/, EPRT: /^EPRT: 550/ },
    expect: { verdict: 'degraded', exit: 1, first: null, notes: ['mode-unsupported'] },
  },
  {
    id: 'line-proxy-tls',
    title: 'a proxy that passes lines only lets AUTH TLS through and ends the session at the handshake',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT) },
    devices: [lineProxy(PUBLIC_SERVER)],
    // It does not carry data, and the server sees it in the place of its clients.
    server: { product: 'vsftpd', tls: { mode: 'offered' }, settings: [...ALLOWING.vsftpd] },
    args: ['--tls', 'explicit'],
    truth: { ...ALL_LISTED, 'S-CLIENT': /^no handshake/ },
    expect: { verdict: 'broken', exit: 2, first: 'tls-handshake-failed' },
  },
  {
    id: 'line-proxy-clear',
    title: 'the same proxy in clear is not seen where the server asks nobody for an address',
    wiring: { coreRules: divertedControl(FTP_PROXY_PORT) },
    devices: [lineProxy(PUBLIC_SERVER)],
    server: { product: 'vsftpd', settings: [...ALLOWING.vsftpd] },
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
