import type { Observations } from '../model/observations.js';
import { activeModes, failedListings, listingsOf, passiveModes } from '../rules/facts.js';

/** What a person could run next: another option, or another place to stand in. */
export interface Further {
  /** What is given to `ftpdoctor check` beside the target; it may depend on the control port that was tried. */
  readonly options: string | ((port: number) => string);
  /** What the person has to see to, in a comment behind the command; empty for nothing. */
  readonly where: string;
  /** Run on another machine, where addresses of this one mean nothing. */
  readonly elsewhere?: true;
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

const isLog = ({ target }: Observations): boolean => target.timeoutMs === 0;

/** Where most devices look for FTP, and a port where none does. */
const alternative = (port: number): string => `--alt-port ${port === 21 ? 2121 : 21}`;

/** One listing failed and the other of its kind did not: that may have been a single lost packet. */
function onceOnly(o: Observations): boolean {
  return [passiveModes, activeModes].some((modes) => {
    const all = listingsOf(o).filter(({ mode }) => modes.includes(mode));
    return all.length === 2 && failedListings(o, modes).length === 1;
  });
}

/** To walk to another machine, or to have somebody else run it there. */
const walk = 300;
/** To start the far end on a machine outside. */
const farEnd = 600;

/** Everything that could still be run after a check. The numbers are estimates unless a source is named. */
export const further: readonly Further[] = [
  {
    options: '',
    where: '',
    separates: null,
    share: 0.5,
    source: 'estimate: the follow-ups of auto, which settle most of what quick leaves open',
    price: 60,
    // A log, too, counts as a quick look; a check that came to no listing would ask nothing more.
    fits: (o) => o.target.depth === 'quick' && (isLog(o) || listingsOf(o).length > 0),
  },
  {
    options: '',
    where: 'once more',
    separates: ['unexplained-failure'],
    share: 0.3,
    source: 'catalogue 3, X20: one failure may be chance',
    price: 30,
    fits: (o) => o.target.depth !== 'quick' && onceOnly(o),
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
    where: 'from another client without a firewall',
    elsewhere: true,
    separates: ['client-firewall-blocks-callback', 'server-egress-blocked', 'active-disabled'],
    share: 0.8,
    source: 'estimate',
    price: walk,
    fits: always,
  },
  {
    options: '--samples 12',
    where: '',
    separates: [
      'passive-range-partial',
      'passive-port-blocked',
      'connection-limit',
      'load-balancer-without-persistence',
      'epsv-unknown-to-alg',
      'double-translation',
    ],
    share: 0.5,
    source: 'catalogue 7.7, "census"',
    price: 40,
    fits: ({ samples }) => samples.length < 12,
  },
  {
    options: '--timeout 60s',
    where: '',
    separates: ['not-an-ftp-server', 'banner-delayed'],
    share: 0.6,
    source: 'estimate: a reverse name lookup gives up after 30 s or so',
    price: 90,
    fits: ({ target }) => target.timeoutMs < 60_000,
  },
  {
    options: alternative,
    where: 'if the server answers there as well',
    separates: ['client-nat-without-alg', 'alg-bound-to-port-21'],
    share: 0.4,
    source: 'catalogue 7.7, "X6"',
    price: 120,
    fits: (o) => o.control.loggedIn && !tried(o, 'alternate-port'),
  },
  {
    options: alternative,
    where: 'if the server answers there as well',
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
      'hairpin-nat-missing',
      'pasv-address-other-host',
      'data-peer-rejected',
    ],
    share: 0.6,
    source: 'estimate: such devices stand at the edge of a network, and what they do differs from one to the next',
    price: walk,
    fits: always,
  },
  {
    options: '--path DIRECTORY',
    where: 'a directory with few files, then one with many',
    separates: ['pmtu-blackhole', 'data-stalled'],
    share: 0.6,
    source: 'catalogue 3, X18',
    price: 120,
    fits: always,
  },
  {
    options: '--reflector HOST',
    where: 'with "ftpdoctor reflector" running on a host outside',
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
