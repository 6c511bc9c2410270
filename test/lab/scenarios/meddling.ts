import { hiddenClients, inspectingCore, otherSource, pasvOnlyHelper, portHole } from '../meddling-rules.js';
import type { Scenario, Truth } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';

/** A range that contains the port of SIP, handed out in turn. */
const AROUND_SIP: FtpServer = {
  product: 'pyftpdlib',
  passive: { low: 5056, high: 5065 },
  settings: ['ports_in_turn=true'],
};

const ACTIVE_LISTS: Truth = { PORT: LISTED, EPRT: LISTED };

/** Of ten ports one is dead. */
function oneDead(port: number, low: number): RegExp {
  const fates = Array.from({ length: 10 }, (_, at) => `${low + at} ${low + at === port ? 'timed out' : 'open'}`);
  return new RegExp(`^${fates.join(', ')}$`);
}

/** Devices that read FTP and do it harm, and faults that look like theirs. */
export const meddling: readonly Scenario[] = [
  {
    id: 'epsv-swallowed',
    title: 'a device that drops the packet with EPSV swallows commands',
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,32 0x45505356 drop') },
    server: { product: 'vsftpd' },
    truth: { ...ALL_LISTED, EPSV: /^EPSV: timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-drops-commands' },
  },
  {
    id: 'reply-227-with-digit',
    title: 'the kernel’s FTP helper swallows a 227 with a digit before the address',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'pyftpdlib', settings: ['reply227="227 Passive mode v2 ok ({h},{p})"'] },
    truth: { ...ALL_LISTED, PASV: /^PASV: timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-drops-replies' },
  },
  {
    id: 'pasv-turned-into-another-verb',
    title: 'a device that turns PASV into P@SW makes the server refuse what was not sent',
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,32 0x50415356 @ih,0,32 set 0x50405357') },
    server: { product: 'pyftpdlib' },
    truth: { ...ALL_LISTED, PASV: /^PASV: 500.*P@SW/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-mangles-commands' },
  },
  {
    id: 'helper-without-epsv',
    title: 'a firewall whose helper never sees 229 knows PASV but not EPSV',
    wiring: { coreRules: pasvOnlyHelper },
    server: { product: 'vsftpd' },
    truth: { ...ALL_LISTED, EPSV: /^connect to 203\.0\.113\.50: timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'epsv-unknown-to-alg' },
  },
  {
    id: 'sip-port',
    title: 'a device that swallows port 5060 blocks one passive port',
    wiring: { coreRules: portHole(5060) },
    server: AROUND_SIP,
    args: ['--samples', '10'],
    patience: 1,
    truth: { 'PASV-PORTS': oneDead(5060, 5056), ...ACTIVE_LISTS },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-port-blocked' },
  },
  {
    id: 'dead-port',
    title: 'one dead port that no device is known to inspect is a gap in the range',
    wiring: { coreRules: portHole(5062) },
    server: AROUND_SIP,
    args: ['--samples', '10'],
    patience: 1,
    truth: { 'PASV-PORTS': oneDead(5062, 5056), ...ACTIVE_LISTS },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-partial' },
  },
  ...(['vsftpd', 'pure-ftpd'] as const).map((product): Scenario => ({
    id: `range-exhausted-${product}`,
    title: `${product} whose only passive port is taken has an exhausted range`,
    wiring: {},
    // Its own control connections hold the one port of the range.
    server: { product, port: 50000, passive: { low: 50000, high: 50000 } },
    target: '203.0.113.50:50000',
    truth: { PASV: /^PASV: (?:425|500)/, ...ACTIVE_LISTS },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-exhausted' },
  })),
  {
    id: 'server-behind-proxy',
    title: 'a translation before the server that hides its clients makes it refuse PORT',
    wiring: {
      serverRules: hiddenClients,
    },
    server: { product: 'vsftpd' },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: 'server-behind-proxy', silent: ['client-behind-nat'] },
  },
  {
    id: 'port-20-conflict',
    title: 'vsftpd that cannot bind the port it calls from says so',
    patience: 5,
    wiring: {},
    // The port that it listens on itself.
    server: { product: 'vsftpd', settings: ['ftp_data_port=21'] },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^LIST: 500.*vsf_sysutil_bind/, EPRT: /^LIST: 500.*vsf_sysutil_bind/ },
    expect: { verdict: 'degraded', exit: 1, first: 'port-20-conflict' },
  },
  {
    id: 'data-from-second-address',
    title: 'a server that calls back from its second address is an unexpected source',
    wiring: { serverRules: otherSource },
    server: { product: 'vsftpd' },
    truth: ALL_LISTED,
    expect: { verdict: 'degraded', exit: 1, first: 'active-data-from-unexpected-source' },
  },
  {
    id: 'large-packets-lost',
    title: 'a large listing over a path that loses large packets stalls at 0 bytes',
    wiring: { coreRules: inspectingCore('tcp sport != 21 meta length > 1400 drop') },
    server: { product: 'pyftpdlib', settings: ['files="/usr/bin"'] },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: /timed out/, EPRT: /timed out/ },
    expect: { verdict: 'broken', exit: 2, first: 'data-stalled' },
  },
  {
    id: 'large-packets-lost-small-listing',
    title: 'a small listing over the same path shows nothing',
    wiring: { coreRules: inspectingCore('tcp sport != 21 meta length > 1400 drop') },
    server: { product: 'pyftpdlib' },
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
