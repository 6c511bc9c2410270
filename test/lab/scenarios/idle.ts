import type { Device } from '../devices.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { type FtpServer, PASSIVE_PORTS } from '../servers/server.js';
import { over6 } from './over-ipv6.js';

/** Rungs of 3, 6 and 12 seconds. What the path bears lies two seconds above the first: a question may be late. */
const LADDER = ['--idle', '12s'];
const BEARS = 5;
/** Where only servers end what rests, on the last rung of 8 seconds. */
const SHORT_LADDER = ['--idle', '8s'];
const PRODUCTS: readonly FtpServer['product'][] = ['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'];

/** The router forgets between the first rung and the second. */
const cut = (product: FtpServer['product'], how: 'drop' | 'reset'): Scenario => ({
  id: `idle-cut-${how}-${product}`,
  title: `${product} behind a router that forgets silent connections, ${how === 'drop' ? 'in silence' : 'with RST'}: the path cuts`,
  wiring: { clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: BEARS, how } } },
  server: { product },
  args: LADDER,
  truth: ALL_LISTED,
  expect: {
    verdict: 'degraded',
    exit: 1,
    first: 'control-idle-cut',
    says: how === 'drop' ? /without traffic, in silence/ : /without traffic, with RST/,
    bears: BEARS,
    proven: ['control-idle-cut'],
  },
});

const ownTimer = (product: FtpServer['product'], settings: readonly string[]): Scenario => ({
  id: `idle-server-${product}`,
  title: `${product} with an idle timer of five seconds ends the session itself`,
  wiring: {},
  server: { product, settings },
  args: SHORT_LADDER,
  truth: ALL_LISTED,
  expect: { verdict: 'degraded', exit: 1, first: 'server-idle-timeout', says: /idle for [5-8](\.\d)? s/ },
});

/** More than server, path and client hold in their buffers, so that the server feels a slow reader. */
const LARGE = 24 << 20;
const SLOWLY = ['--transfer', 'logo.png', '--throttle', '6s'];

/** The same router, and a file that takes twice as long (Q254722). */
const lostEnd = (product: FtpServer['product'], how: 'drop' | 'reset' | 'wakes', says: RegExp): Scenario => ({
  ...{ id: `transfer-cut-${how}-${product}`, server: { product, large: LARGE }, args: SLOWLY, truth: ALL_LISTED },
  title: `${product} behind a router that forgets silent connections (${how}): a slow transfer never hears its end`,
  wiring: { clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: 3, how } } },
  expect: { verdict: 'degraded', exit: 1, first: 'control-idle-cut', says },
});

/** A core that keeps the state of connections, and swallows what belongs to none. */
const STATEFUL_CORE = `table inet core {
  chain forwarding {
    type filter hook forward priority filter
    ct state invalid drop
  }
}
`;
/** And forgets a connection that is silent for too long. */
const FORGETFUL: Device = {
  on: 'core',
  name: 'forgetful',
  argv: [
    'sysctl',
    '-qw',
    `net.netfilter.nf_conntrack_tcp_timeout_established=${BEARS}`,
    'net.netfilter.nf_conntrack_tcp_loose=0',
  ],
};

/** A core that forgets the data connections of passive mode after two seconds of rest, and nothing else. */
const FORGETS_DATA = `table ip core {
  ct timeout short { protocol tcp; l3proto ip; policy = { established: 2 }; }
  chain timers {
    type filter hook prerouting priority filter
    tcp dport ${PASSIVE_PORTS.low}-${PASSIVE_PORTS.high} ct timeout set "short"
  }
  chain forwarding {
    type filter hook forward priority filter
    ct state invalid drop
  }
}
`;
const TAKES_UP_NOTHING: Device = {
  on: 'core',
  name: 'takes-up-nothing',
  argv: ['sysctl', '-qw', 'net.netfilter.nf_conntrack_tcp_loose=0'],
};

/** A server that needs four seconds before the first byte of a listing. */
const SORTS_FOR_SECONDS = [
  'import time',
  'from pyftpdlib.filesystems import AbstractedFS',
  'class Slow(AbstractedFS):',
  '    def format_list(self, *args, **kwargs):',
  '        time.sleep(4)',
  '        return super().format_list(*args, **kwargs)',
  'handler.abstracted_fs = Slow',
].join('\n');

/** Time: what ends a control connection that rests. */
export const idle: readonly Scenario[] = [
  ...PRODUCTS.flatMap((product) => [cut(product, 'drop'), cut(product, 'reset')]),
  ...PRODUCTS.map((product) => lostEnd(product, 'drop', /after at most \d+(\.\d)? s without traffic, in silence/)),
  lostEnd('proftpd', 'reset', /with RST/),
  {
    ...lostEnd('vsftpd', 'wakes', /in silence, until the client speaks/),
    // The server sends its last word again after 6.2 and 12.6 seconds; once awake the router has to last until then.
    wiring: { clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: 7, how: 'wakes' } } },
    args: ['--transfer', 'logo.png', '--throttle', '14s'],
  },
  {
    ...cut('vsftpd', 'drop'),
    id: 'q254722-vsftpd',
    title: 'a download that fails at its end, and the time of the router that does it to within one rung',
    server: { product: 'vsftpd', large: LARGE },
    args: [...LADDER, '--transfer', 'logo.png', '--throttle', '12s'],
  },
  {
    ...over6('vsftpd'),
    id: 'ipv6-idle-cut-drop-vsftpd',
    title: 'a firewall that forgets silent IPv6 connections, in silence, cuts them too',
    wiring: { coreRules: STATEFUL_CORE },
    devices: [FORGETFUL],
    args: LADDER,
    truth: { EPSV: LISTED, EPRT: LISTED },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'control-idle-cut',
      says: /without traffic, in silence/,
      bears: BEARS,
    },
  },
  {
    id: 'transfer-open-vsftpd',
    title: 'vsftpd over a path that forgets nothing tells the end of a slow transfer',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'vsftpd', large: LARGE },
    args: SLOWLY,
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'transfer-stalled-proftpd',
    title:
      'proftpd whose data is swallowed from the middle of a file: nobody is said to have forgotten the control connection',
    wiring: {
      clientRouter: { alg: true },
      serverRules: [
        'table inet swallowed {',
        'chain out {',
        'type filter hook output priority filter',
        // Segments of data only, so that the second connection still opens.
        'tcp sport >= 50000 meta length > 200 quota over 10 mbytes drop',
        '}',
        '}',
      ].join('\n'),
    },
    server: { product: 'proftpd', large: LARGE },
    args: ['--transfer', 'logo.png', '--timeout', '2s'],
    truth: ALL_LISTED,
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'transfer-failed',
      says: /The data of logo.png stops coming: \d+ of \d+ bytes arrived, then/,
      silent: ['control-idle-cut', 'server-idle-timeout'],
    },
  },
  {
    id: 'transfer-refused-pyftpdlib',
    title: 'pyftpdlib refuses a file that does not exist, and the path is not blamed',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'pyftpdlib' },
    args: ['--transfer', 'missing.iso'],
    truth: ALL_LISTED,
    expect: { verdict: 'degraded', exit: 1, first: 'transfer-failed' },
  },
  {
    id: 'data-rests-too-long',
    title: 'a data connection that a firewall forgets while the server sorts stalls, and the path is not called closed',
    wiring: { coreRules: FORGETS_DATA },
    devices: [TAKES_UP_NOTHING],
    server: { product: 'pyftpdlib', settings: [`python=${JSON.stringify(SORTS_FOR_SECONDS)}`] },
    args: ['--modes', 'pasv,epsv', '--timeout', '8s'],
    patience: 8,
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'data-stalled',
      silent: ['unexplained-failure'],
    },
  },
  {
    id: 'data-rests',
    title: 'the same server without that firewall is healthy',
    wiring: {},
    server: { product: 'pyftpdlib', settings: [`python=${JSON.stringify(SORTS_FOR_SECONDS)}`] },
    args: ['--modes', 'pasv,epsv', '--timeout', '8s'],
    patience: 8,
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  ownTimer('vsftpd', ['idle_session_timeout=5']),
  ownTimer('proftpd', ['TimeoutIdle 5']),
  {
    id: 'idle-open-pure-ftpd',
    title: 'Pure-FTPd over a path that forgets nothing survives the idle ladder',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'pure-ftpd' },
    args: SHORT_LADDER,
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
