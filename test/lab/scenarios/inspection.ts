import { inspectingCore } from '../meddling-rules.js';
import type { Scenario, Truth } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';

/** Bytes of the command, as nft matches them: `EP` begins EPSV and EPRT, `X` the meaningless ones. */
const CUT_EP = 'tcp dport 21 @ih,0,16 0x4550 reject with tcp reset';
const CUT_X = 'tcp dport 21 @ih,0,8 0x58 reject with tcp reset';

const EXTENDED_CUT: Truth = { PASV: LISTED, PORT: LISTED, EPSV: /^EPSV: .*reset/i, EPRT: /^EPRT: .*reset/i };

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
    expect: { verdict: 'degraded', exit: 1, first: null },
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
