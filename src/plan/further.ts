import type { Observations } from '../model/observations.js';
import { classify } from '../protocol/address.js';
import { activeModes, listingsOf } from '../rules/facts.js';

/** What a person could run next: another option, or another place to stand in. */
export interface Further {
  /** The command; `check` unless given. */
  readonly verb?: 'check' | 'watch';
  /** What is given to it beside the target; it may depend on the control port that was tried. */
  readonly options: string | ((port: number) => string);
  /** Where or how the person has to run it, behind the words "run this"; `null` where it runs here as it stands. */
  readonly where: string | null;
  /** Run on another machine, where addresses of this one mean nothing. */
  readonly elsewhere?: true;
  /** The host to check in the place of the target, `null` for the target itself. */
  readonly host?: (o: Observations) => string | null;
  /** Causes that the outcome would tell apart, of two the one from the other; `null` for all that are open. */
  readonly separates: readonly string[] | null;
  /** Which share of the doubt about them it is expected to take away. */
  readonly share: number;
  readonly source: string;
  /** What it costs the person, in seconds. */
  readonly price: number;
  /** Whether it can be done here, and has not been. */
  fits(o: Observations): boolean;
}

/** Tried, or asked for and turned away. */
const tried = ({ attempts, refusals }: Observations, id: string): boolean =>
  [...attempts, ...refusals].some(({ experiment }) => experiment === id);
const always = (): boolean => true;

/** What looks into the text of control connections. */
const inspectors = [
  'alg-drops-commands',
  'alg-drops-replies',
  'alg-strict-inspection',
  'alg-mangles-commands',
  'epsv-unknown-to-alg',
] as const;

/** What shows in which ports open and which do not. */
const whichPorts = [
  'passive-range-partial',
  'passive-port-blocked',
  'connection-limit',
  'load-balancer-without-persistence',
  'epsv-unknown-to-alg',
  'double-translation',
] as const;

const overIpv6 = ({ control }: Observations): boolean => control.remote?.host.includes(':') === true;

const isLog = ({ target }: Observations): boolean => target.timeoutMs === 0;

/** Where most devices look for FTP, and a port where none does. */
const alternative = (port: number): string => `--alt-port ${port === 21 ? 2121 : 21}`;

/** To walk to another machine, or to have somebody else run it there. */
const walk = 300;
/** To start the far end on a machine outside. */
const farEnd = 600;

/** Everything that could still be run after a check. The numbers are estimates unless a source is named. */
export const further: readonly Further[] = [
  {
    options: '',
    where: null,
    separates: null,
    share: 0.5,
    source: 'estimate: the follow-ups of auto, which settle most of what quick leaves open',
    price: 60,
    // A log, too, counts as a quick look; a check that came to no listing would ask nothing more.
    fits: (o) => o.target.depth === 'quick' && (isLog(o) || listingsOf(o).length > 0),
  },
  {
    verb: 'watch',
    options: '',
    where: null,
    separates: ['unexplained-failure'],
    share: 0.3,
    source: 'catalogue 3, X20: what fails once in a while has to be met again',
    price: 60,
    fits: ({ attempts }) =>
      attempts.some(({ experiment, reached }) => experiment === 'listing-again' && reached === 'completed'),
  },
  {
    options: '--modes epsv --samples 8',
    where: 'from another network',
    elsewhere: true,
    separates: ['passive-range-closed', 'client-egress-blocked'],
    share: 0.9,
    source: 'catalogue 7.8: ports that time out are blamed on a side only from a second place',
    price: walk,
    // A reflector whose open ports were reached from here has told them apart.
    fits: ({ reflection }) => reflection?.open.some(({ open }) => open) !== true,
  },
  {
    options: '--modes port',
    where: 'from another client, one without a firewall',
    elsewhere: true,
    separates: ['client-firewall-blocks-callback', 'server-egress-blocked'],
    share: 0.8,
    source: 'estimate',
    price: walk,
    fits: always,
  },
  {
    options: '--modes port,eprt',
    where: null,
    separates: ['active-disabled'],
    share: 0.9,
    source: 'RFC 2428 section 2: one verb may be unknown, not both',
    price: 30,
    fits: (o) => !overIpv6(o) && listingsOf(o).filter(({ mode }) => activeModes.includes(mode)).length === 1,
  },
  {
    options: '--depth deep',
    where: null,
    separates: ['intercepting-proxy'],
    share: 0.8,
    source: 'catalogue 3, X10: an address where nobody lives answers for a proxy only',
    price: 60,
    fits: ({ target, control }) => control.loggedIn && target.depth !== 'deep',
  },
  {
    options: '--samples 12',
    where: null,
    separates: whichPorts,
    share: 0.5,
    source: 'catalogue 7.7, "census"',
    price: 40,
    fits: ({ samples }) => samples.length < 12,
  },
  {
    options: '--timeout 60s',
    where: null,
    separates: ['not-an-ftp-server', 'banner-delayed'],
    share: 0.6,
    source: 'estimate: a reverse name lookup gives up after 30 s or so',
    price: 90,
    fits: ({ target }) => target.timeoutMs < 60_000,
  },
  {
    options: alternative,
    where: 'if the server answers on that port as well',
    separates: ['client-nat-without-alg', 'alg-bound-to-port-21'],
    share: 0.4,
    source: 'catalogue 7.7, "X6"',
    price: 120,
    fits: (o) => o.control.loggedIn && !tried(o, 'alternate-port'),
  },
  {
    options: alternative,
    where: 'if the server answers on that port as well',
    separates: inspectors,
    share: 0.4,
    source: 'catalogue 3, X6: most inspection is bound to port 21',
    price: 120,
    fits: (o) => o.control.loggedIn && !tried(o, 'alternate-port'),
  },
  {
    options: '',
    where: 'from another network',
    elsewhere: true,
    separates: [
      'tls-blocked-in-path',
      'ftp-proxy-in-path',
      'intercepting-proxy',
      'data-peer-rejected',
      'not-an-ftp-server',
      'unexplained-failure',
      ...inspectors,
    ],
    share: 0.6,
    source: 'estimate: such devices stand at the edge of a network, and what they do differs from one to the next',
    price: walk,
    fits: always,
  },
  {
    options: '--samples 12',
    where: 'from another network',
    elsewhere: true,
    separates: whichPorts,
    share: 0.5,
    source: 'estimate: what stands near this client is left out, what stands near the server stays',
    price: walk,
    fits: always,
  },
  {
    options: '',
    where: 'from another network, outside',
    elsewhere: true,
    host: ({ attempts }) => attempts.find(({ experiment }) => experiment === 'passive-pasv')?.advertised?.host ?? null,
    separates: ['hairpin-nat-missing', 'pasv-address-other-host'],
    share: 0.9,
    source: 'catalogue 6, entry 46: only from outside can it be seen whether the outside address works',
    price: walk,
    fits: ({ control }) => classify(control.remote?.host ?? '').scope === 'private',
  },
  {
    options: '--path DIRECTORY',
    where: 'for a directory with few files, then for one with many',
    separates: ['pmtu-blackhole', 'data-stalled'],
    share: 0.6,
    source: 'catalogue 3, X18',
    price: 120,
    fits: ({ target }) => target.path === '',
  },
  {
    options: '',
    where: 'from another network',
    elsewhere: true,
    separates: ['pmtu-blackhole', 'data-stalled'],
    share: 0.5,
    source: 'estimate: most tunnels that shrink packets begin near the client',
    price: walk,
    fits: always,
  },
  {
    options: '--reflector HOST',
    where: 'with "ftpdoctor reflector" running on HOST, a host outside',
    separates: [
      'client-nat-without-alg',
      'client-firewall-blocks-callback',
      'active-range-not-forwarded',
      'server-egress-blocked',
      'client-egress-blocked',
      'passive-range-closed',
      'alg-related-blocked',
      'alg-bound-to-port-21',
      'unexplained-failure',
      ...inspectors,
    ],
    share: 0.9,
    source: 'catalogue 5: both ends are seen',
    price: farEnd,
    fits: ({ target }) => target.reflector === undefined,
  },
];
