import type { Device } from '../devices.js';
import { alsoOn, inspectingCore } from '../meddling-rules.js';
import type { Scenario, Truth } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PUBLIC_SERVER } from '../wiring.js';

/** Bytes of the command, as nft matches them: `EP` begins EPSV and EPRT, `X` the meaningless ones. */
const CUT_EP = 'tcp dport 21 @ih,0,16 0x4550 reject with tcp reset';
const CUT_X = 'tcp dport 21 @ih,0,8 0x58 reject with tcp reset';

/** The first command of a login, as nft matches it. */
const USER_ON_2121 = 'tcp dport 2121 @ih,0,32 0x55534552';

const EXTENDED_CUT: Truth = { PASV: LISTED, PORT: LISTED, EPSV: /^EPSV: .*reset/i, EPRT: /^EPRT: .*reset/i };

/** Packets that carry one byte: the headers of IPv4 and of TCP with its timestamps are 52. */
const ONE_BYTE = 'tcp dport 21 meta length 53 drop';
const DEEP = ['--depth', 'deep'];
const HEALTHY = { verdict: 'healthy', exit: 0, first: null } as const;

/** Sends lost segments again as one, as systems other than Linux do. */
const WITHOUT_SACK: Device = { on: 'client', name: 'sack-off', argv: ['sysctl', '-qw', 'net.ipv4.tcp_sack=0'] };

/** Devices that end the control connection at what they do not like, and what looks like them. */
export const inspection: readonly Scenario[] = [
  {
    id: 'strict-inspection',
    title: 'a device that resets EPSV and EPRT, and nothing else, inspects FTP strictly',
    wiring: { coreRules: inspectingCore(CUT_EP) },
    server: { product: 'vsftpd' },
    truth: EXTENDED_CUT,
    expect: { verdict: 'degraded', exit: 1, first: 'alg-strict-inspection' },
  },
  {
    id: 'strict-inspection-of-anything',
    title: 'resets at any word that begins so show no device that reads FTP',
    wiring: { coreRules: inspectingCore(`${CUT_EP}\n    ${CUT_X}`) },
    server: { product: 'vsftpd' },
    truth: EXTENDED_CUT,
    expect: { verdict: 'degraded', exit: 1, first: null, notes: ['unexplained-failure'] },
  },
  {
    id: 'helper-answers-late',
    title: 'a helper is seen by late answers where the client sends lost segments again as one',
    wiring: { clientRouter: { alg: true } },
    // ProFTPD takes PORT with any private address, so that only the split commands can tell.
    server: { product: 'proftpd' },
    devices: [WITHOUT_SACK],
    args: DEEP,
    truth: ALL_LISTED,
    expect: { ...HEALTHY, notes: ['alg-present'] },
  },
  {
    id: 'no-helper-answers-late',
    title: 'the same client behind a plain firewall sees no helper',
    wiring: {},
    server: { product: 'pyftpdlib' },
    devices: [WITHOUT_SACK],
    args: DEEP,
    truth: ALL_LISTED,
    expect: { ...HEALTHY, silent: ['alg-present'] },
  },
  {
    id: 'whole-lines-only',
    title: 'a device that lets no piece of a line pass is seen by segments that nobody acknowledges',
    wiring: { coreRules: inspectingCore(ONE_BYTE) },
    server: { product: 'vsftpd' },
    args: DEEP,
    truth: ALL_LISTED,
    expect: { ...HEALTHY, notes: ['alg-present'] },
  },
  {
    id: 'helper-behind-whole-lines',
    title: 'where no piece of a line passes, a helper is seen by what it makes of EPRT with an IPv6 address',
    wiring: { clientRouter: { alg: true, related: false }, coreRules: inspectingCore(ONE_BYTE) },
    server: { product: 'vsftpd' },
    truth: { PASV: LISTED, EPSV: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-related-blocked', notes: ['alg-present'] },
  },
  {
    id: 'ftp-cut-on-2121',
    title: 'a device that resets FTP on another port than 21 as soon as it sees USER is told from the server',
    wiring: { coreRules: inspectingCore(`${USER_ON_2121} reject with tcp reset`), serverRules: alsoOn(2121) },
    server: { product: 'proftpd' },
    target: `${PUBLIC_SERVER}:2121`,
    truth: { LOGIN: /reset/i },
    expect: { verdict: 'broken', exit: 2, first: 'alg-strict-inspection', silent: ['unexplained-failure'] },
  },
  {
    id: 'ftp-swallowed-on-2121',
    title: 'a device that swallows USER on another port than 21 is told from a slow server',
    wiring: { coreRules: inspectingCore(`${USER_ON_2121} drop`), serverRules: alsoOn(2121) },
    server: { product: 'vsftpd' },
    target: `${PUBLIC_SERVER}:2121`,
    truth: { LOGIN: /timed out/ },
    expect: { verdict: 'broken', exit: 2, first: 'alg-drops-commands', silent: ['unexplained-failure'] },
  },
  {
    id: 'words-cut-on-2121',
    title: 'a device that resets a port at the first word of the client is none that reads FTP',
    wiring: {
      coreRules: inspectingCore('tcp dport 2121 tcp flags & psh == psh reject with tcp reset'),
      serverRules: alsoOn(2121),
    },
    server: { product: 'vsftpd' },
    target: `${PUBLIC_SERVER}:2121`,
    truth: { LOGIN: /reset/i },
    expect: { verdict: 'broken', exit: 2, first: null, notes: ['unexplained-failure'] },
  },
  {
    id: 'pasv-replaced-unquoted',
    title: 'a device that replaces PASV is found by small letters where the server does not quote it',
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,32 0x50415356 @ih,0,32 set 0x58585858') },
    server: { product: 'vsftpd' },
    truth: { EPSV: LISTED, PORT: LISTED, EPRT: LISTED, PASV: /^PASV: 500 Unknown command/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-mangles-commands' },
  },
  {
    id: 'port-to-others-swallowed',
    title: 'a device that swallows PORT with the address of another host is seen, and stands in nobody’s way',
    // The first twelve bytes are `PORT 192,0,2`.
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,96 0x504f5254203139322c302c32 drop') },
    server: { product: 'vsftpd' },
    args: ['--depth', 'deep'],
    truth: ALL_LISTED,
    expect: {
      verdict: 'healthy',
      exit: 0,
      first: null,
      notes: ['alg-present'],
      silent: ['fxp-refused', 'fxp-allowed'],
    },
  },
];
