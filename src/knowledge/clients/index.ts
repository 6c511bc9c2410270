import { outcomeOf, type ClientKnowledge, type Step, type Way, type Ways, type WaysOverIpv6 } from './client.js';

const step = (name: string, way: Way, goesOn = false): Step => ({ name, way, goesOn });
/** Clients that put the control address in the place of one they take for unroutable. */
const repaired = (ways: Ways): Way => (ways.pasvUnroutable ? ways.pasvPeer : ways.pasvAdvertised);

/** curl's one time limit for connecting covers both ways, so an EPSV that hangs leaves nothing for PASV (7.88.1). */
const curlSteps = (w: Ways, pasv: Way): readonly Step[] => [
  step('EPSV', w.epsv, w.epsv !== 'hangs'),
  step('PASV', pasv),
];

/** Over IPv6 most have no other way than EPSV. */
const epsvOnly = ({ epsv }: WaysOverIpv6): readonly Step[] => [step('EPSV', epsv)];
/** And some go on in active mode. */
const epsvThenEprt = ({ epsv, eprt }: WaysOverIpv6): readonly Step[] => [step('EPSV', epsv, true), step('EPRT', eprt)];

/** Clients and what their default settings do, by the way they choose their data connection. */
export const clients: readonly ClientKnowledge[] = [
  {
    client: 'curl >= 7.74',
    source: 'curl documentation: --ftp-skip-pasv-ip (default since 7.74.0), --disable-epsv; seen with 7.88.1',
    steps: (w) => curlSteps(w, w.pasvPeer),
    overIpv6: epsvOnly,
  },
  {
    client: 'curl < 7.74',
    source: 'curl documentation: --no-ftp-skip-pasv-ip; seen with 7.88.1 and that option',
    steps: (w) => curlSteps(w, w.pasvAdvertised),
    overIpv6: epsvOnly,
  },
  {
    client: 'lftp',
    source: 'lftp manual: ftp:fix-pasv-address, ftp:auto-passive-mode, ftp:prefer-epsv; seen with 4.9.2',
    // A refused PASV makes it change to PORT after a pause, and back; a dead port only makes it try PASV again for ever.
    steps: (w) =>
      w.pasvAdvertised === 'not-offered'
        ? [step('PASV', 'hangs', true), step('PORT', w.port)]
        : [step('PASV', repaired(w) === 'refused' ? 'hangs' : repaired(w))],
    // The same as with PASV: only a refusal makes it change to active mode.
    overIpv6: ({ epsv, eprt }) =>
      epsv === 'not-offered'
        ? [step('EPSV', 'hangs', true), step('EPRT', eprt)]
        : [step('EPSV', epsv === 'refused' ? 'hangs' : epsv)],
  },
  {
    client: 'wget',
    source: 'GNU Wget 1.21.3, seen: PASV only, at the address it names',
    steps: (w) => [step('PASV', w.pasvAdvertised)],
    overIpv6: epsvOnly,
  },
  {
    client: 'tnftp',
    source:
      'tnftp 20210827, seen: EPSV, or a PASV that names the control host ("Passive mode address mismatch."), then EPRT',
    steps: (w) =>
      w.epsv === 'not-offered'
        ? [step('PASV', w.pasvForeign ? 'refused' : w.pasvAdvertised, !w.pasvForeign), step('PORT', w.port)]
        : [step('EPSV', w.epsv, true), step('PORT', w.port)],
    // Behind a refused EPSV it asks for LPSV and gives up.
    overIpv6: (w) => (w.epsv === 'not-offered' ? [step('EPSV', 'refused')] : epsvThenEprt(w)),
  },
  {
    client: 'ncftp',
    source: 'NcFTP 3.2.6, seen: PASV three times, then PORT (with vsftpd it waits for LIST instead)',
    steps: (w) => [step('PASV', repaired(w), true), step('PORT', w.port)],
  },
  {
    client: 'FileZilla',
    source: 'FileZilla engine: "Server sent passive reply with unroutable address. Using server address instead."',
    steps: (w) => [step('PASV', repaired(w), true), step('PORT', w.port)],
    overIpv6: epsvThenEprt,
  },
  {
    client: 'WinSCP',
    source: 'WinSCP documentation: Force IP address for passive connections (auto)',
    steps: (w) => [step('PASV', repaired(w))],
    overIpv6: epsvOnly,
  },
  {
    client: 'basic-ftp 5',
    source: 'basic-ftp: keeps the first strategy whose reply it accepts',
    steps: (w) => [step('EPSV', w.epsv), step('PASV', repaired(w))],
    overIpv6: epsvOnly,
  },
  {
    client: 'basic-ftp 6',
    source: 'basic-ftp 6.0: refuses another host in PASV unless allowSeparateTransferHost',
    steps: (w) => [step('EPSV', w.epsv), step('PASV', w.pasvForeign ? 'refused' : w.pasvAdvertised)],
    overIpv6: epsvOnly,
  },
  {
    client: 'FluentFTP (AutoPassive)',
    source: 'FluentFTP: EPSV, then PASV with unroutable addresses replaced',
    steps: (w) => [step('EPSV', w.epsv), step('PASV', repaired(w))],
    overIpv6: epsvOnly,
  },
  {
    client: 'Python ftplib since 3.6.14, 3.8.9, 3.9.2',
    source: 'bpo-43285: trust_server_pasv_ipv4_address is off',
    steps: (w) => [step('PASV', w.pasvPeer)],
    overIpv6: epsvOnly,
  },
  {
    client: 'Python ftplib before that',
    source: 'bpo-43285',
    steps: (w) => [step('PASV', w.pasvAdvertised)],
    overIpv6: epsvOnly,
  },
  {
    client: 'rclone',
    source: 'rclone documentation: --ftp-disable-epsv',
    steps: (w) => [step('EPSV', w.epsv), step('PASV', w.pasvAdvertised)],
    overIpv6: epsvOnly,
  },
  {
    client: 'Apache Commons Net >= 3.9',
    source: 'NET-711: ipAddressFromPasvResponse is off',
    steps: (w) => [step('PASV', w.pasvPeer)],
    overIpv6: epsvOnly,
  },
  {
    client: 'Apache Commons Net < 3.9',
    source:
      'NET-711: the address in 227 is used; NatServerResolverImpl puts the control host in the place of a private one',
    steps: (w) => [step('PASV', repaired(w))],
    overIpv6: epsvOnly,
  },
  { client: 'jsftp', source: 'jsftp: always the control host', steps: (w) => [step('PASV', w.pasvPeer)] },
  { client: 'node-ftp', source: 'node-ftp: PASV only', steps: (w) => [step('PASV', w.pasvAdvertised)] },
  {
    client: 'Windows ftp.exe',
    source: 'Microsoft Q283679: active mode only',
    steps: (w) => [step('PORT', w.port)],
    overIpv6: ({ eprt }) => [step('EPRT', eprt)],
  },
];

/** Which clients list and which hang, by what was seen. */
export function forecast(ways: Ways): { client: string; outcome: string }[] {
  return clients.map((one) => ({ client: one.client, outcome: outcomeOf(one.steps(ways)) }));
}

/** The same over IPv6, for the clients that speak it. */
export function forecastOverIpv6(ways: WaysOverIpv6): { client: string; outcome: string }[] {
  return clients.flatMap(({ client, overIpv6 }) =>
    overIpv6 === undefined ? [] : [{ client, outcome: outcomeOf(overIpv6(ways)) }],
  );
}
