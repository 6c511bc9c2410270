import type { TwoEnds } from '../../../src/model/report.js';
import { inspectingCore, innerNat } from '../meddling-rules.js';
import { hostFirewall, portFirewall } from '../rulesets.js';
import { PUBLIC_SERVER_V6 } from '../wiring.js';
import { ALL_LISTED, LISTED, type Scenario } from '../scenario.js';

type Comparison = TwoEnds['comparisons'][number];

/** A client that hides itself behind a second address of its own, as behind an inner router. */
const INNER_NAT = { clientRouting: ['addr add 192.168.1.77/24 dev eth0'] };

/** A client whose own filter swallows EPSV on its way to the reflector on the core, and nothing else. */
const NO_EPSV_TO_CORE = `table ip host {
  chain out {
    type filter hook output priority filter
    ip daddr 203.0.113.254 @ih,0,32 0x45505356 drop
  }
}
`;

/** The two files that a reflector lists. */
const REFLECTED = /^listed 2, 226$/;
const PASSIVE = { PASV: REFLECTED, EPSV: REFLECTED };

/** What must be so of some of the comparisons, in a sentence that is the complaint where it is not. */
function each(which: (one: Comparison) => boolean, says: string, so: (one: Comparison) => boolean) {
  return ({ comparisons }: TwoEnds): string[] => {
    const chosen = comparisons.filter(which);
    if (chosen.length === 0) return [`nothing was compared where ${says}`];
    return chosen
      .filter((one) => !so(one))
      .map((one) => `not so for ${one.mode} over ${one.controlPort} (TLS ${one.tls}): ${says}: ${JSON.stringify(one)}`);
  };
}

const all =
  (...checks: readonly ((both: TwoEnds) => string[])[]) =>
  (both: TwoEnds): string[] =>
    checks.flatMap((check) => check(both));

const isActive = ({ mode }: Comparison): boolean => mode === 'PORT' || mode === 'EPRT';
const watched = ({ controlPort, tls }: Comparison): boolean => controlPort === 21 && tls === 'off';

const asSent = ({ command, reply }: Comparison): boolean => command?.change === 'none' && reply?.change === 'none';
const translated = ({ command }: Comparison): boolean =>
  command?.change === 'address' &&
  /192[,.]168[,.]1[,.]100/.test(command.sent) &&
  /203[,.]0[,.]113[,.]1[,|]/.test(command.arrived ?? '');
const went = ({ reached, data, payload }: Comparison): boolean =>
  reached === 'completed' && data?.outcome === 'opened' && payload === 'same';

const passiveGoes = each(
  (one) => !isActive(one),
  'passive mode goes through untouched',
  (one) => asSent(one) && went(one),
);
const unmoved = each(
  (one) => isActive(one) && !watched(one),
  'PORT and EPRT arrive with the private address and are refused',
  (one) => asSent(one) && /^500 .*192\.168\.1\.100.*203\.0\.113\.1/.test(one.reply?.sent ?? ''),
);

/** The path between a client and a reflector, which proves what it does to each line. */
export const twoEnds: readonly Scenario[] = [
  {
    id: 'two-ends-clear-path',
    title: 'two ends: a path without NAT leaves every line and every payload alone',
    wiring: {},
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: false,
      complaints: each(
        () => true,
        'everything goes through untouched',
        (one) => asSent(one) && went(one),
      ),
    },
    truth: { ...PASSIVE, PORT: REFLECTED, EPRT: REFLECTED },
    expect: { verdict: 'healthy', exit: 0, first: null, silent: ['alg-present', 'client-behind-nat'] },
  },
  {
    id: 'two-ends-alg-on-21',
    title: 'two ends: a helper on port 21 is proven to translate there, and neither on 2121 nor under TLS',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        unmoved,
        each(
          (one) => isActive(one) && watched(one),
          'the helper translates PORT and EPRT, and the call comes',
          (one) => translated(one) && went(one),
        ),
      ),
    },
    truth: { ...PASSIVE, PORT: REFLECTED, EPRT: REFLECTED },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'alg-blind-under-tls',
      also: ['alg-bound-to-port-21'],
      notes: ['alg-present', 'client-behind-nat'],
      proven: ['alg-blind-under-tls', 'alg-bound-to-port-21', 'alg-present', 'client-behind-nat'],
    },
  },
  {
    id: 'two-ends-no-alg',
    title: 'two ends: behind NAT without helper PORT is proven to arrive with the private address',
    wiring: { clientRouter: {} },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        unmoved,
        each((one) => isActive(one) && watched(one), 'PORT is not translated on 21 either', asSent),
      ),
    },
    truth: { ...PASSIVE, PORT: /^PORT: 500.*192\.168\.1\.100/, EPRT: /^EPRT: 500.*192\.168\.1\.100/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'client-nat-without-alg',
      proven: ['client-nat-without-alg', 'client-behind-nat'],
      silent: ['alg-present'],
      says: /PORT 192,168,1,100,.*203\.0\.113\.1/,
    },
  },
  {
    id: 'two-ends-related-blocked',
    title: 'two ends: a helper translates PORT and its router keeps out the call that it announced',
    wiring: { clientRouter: { alg: true, related: false } },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        unmoved,
        each(
          (one) => isActive(one) && watched(one),
          'PORT is translated and the call does not come in',
          (one) =>
            translated(one) && one.data?.way === 'out' && one.data.outcome !== 'opened' && one.reached === 'negotiated',
        ),
      ),
    },
    truth: PASSIVE,
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'alg-related-blocked',
      proven: ['alg-related-blocked'],
    },
  },
  {
    id: 'two-ends-client-firewall',
    title: 'two ends: without NAT the call back is proven to be refused before the client',
    wiring: { clientRules: hostFirewall('reject with tcp reset') },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        each(isActive, 'PORT arrives and the call is refused', (one) => asSent(one) && one.data?.outcome === 'refused'),
      ),
    },
    truth: { ...PASSIVE, PORT: /timed out/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'client-firewall-blocks-callback',
    },
  },
  {
    id: 'two-ends-helper-and-firewall',
    title: 'two ends: a translated PORT whose call is lost without a word proves no filter of the helper',
    wiring: { clientRouter: { alg: true }, clientRules: hostFirewall('drop') },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        unmoved,
        each(
          (one) => isActive(one) && watched(one),
          'PORT is translated and the call is lost',
          (one) => translated(one) && one.data?.outcome === 'timed-out',
        ),
      ),
    },
    truth: { ...PASSIVE, PORT: /timed out/ },
    patience: 1,
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'client-firewall-blocks-callback',
      notes: ['alg-present'],
    },
  },
  {
    id: 'two-ends-double-nat',
    title: 'two ends: three different addresses prove two NATs of which the inner one translates',
    wiring: { ...INNER_NAT, clientRouter: {}, clientRules: innerNat(true) },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        passiveGoes,
        each(
          (one) => isActive(one) && watched(one),
          'PORT arrives with the address between the two',
          ({ command, reply }) =>
            command?.change === 'address' &&
            /192[,.]168[,.]1[,.]77/.test(command.arrived ?? '') &&
            /^500 .*192\.168\.1\.77.*203\.0\.113\.1/.test(reply?.sent ?? ''),
        ),
      ),
    },
    truth: { ...PASSIVE, PORT: /^PORT: 500.*192\.168\.1\.77/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'double-nat',
      proven: ['double-nat'],
      says: /192\.168\.1\.100.*192,168,1,77.*203\.0\.113\.1/,
    },
  },
  {
    id: 'two-ends-egress-denied',
    title: 'two ends: ports that are open at the reflector and cannot be reached prove that the client may not go out',
    wiring: { clientRouter: { letsOut: [21, 990, 2121] } },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        unmoved,
        each(
          (one) => !isActive(one),
          'nobody comes to the passive port',
          (one) => asSent(one) && one.data?.outcome === 'unknown',
        ),
        ({ openPorts }) =>
          openPorts.length === 4 && openPorts.every(({ open }) => !open) ? [] : ['an open port was reached'],
      ),
    },
    truth: { PASV: /timed out/, EPSV: /timed out/ },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'client-egress-blocked',
      also: ['client-nat-without-alg'],
      proven: ['client-egress-blocked', 'client-nat-without-alg'],
    },
  },
  {
    id: 'two-ends-egress-unknown',
    title: 'two ends: a reflector that nobody has reached yet proves nothing about who closes the high ports',
    wiring: { clientRouter: { letsOut: [21, 990, 2121] } },
    server: { product: 'none' },
    farEnd: { at: 'server', known: false },
    truth: { PASV: /timed out/, EPSV: /timed out/ },
    expect: {
      verdict: 'broken',
      exit: 2,
      first: 'passive-range-closed',
      also: ['client-nat-without-alg'],
    },
  },
  {
    id: 'two-ends-epsv-swallowed',
    title: 'two ends: an EPSV that a device swallows is proven to have been sent and never to have arrived',
    wiring: { coreRules: inspectingCore('@ih,0,32 0x45505356 drop') },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: each(
        ({ mode, tls }) => mode === 'EPSV' && tls === 'off',
        'EPSV never arrives in clear',
        ({ command, reply }) => command?.change === 'dropped' && reply === null,
      ),
    },
    truth: { PASV: REFLECTED },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'alg-drops-commands',
      proven: ['alg-drops-commands'],
    },
  },
  {
    id: 'two-ends-pasv-mangled',
    title: 'two ends: a PASV that arrives as P@SW is proven to have been changed on the way',
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,32 0x50415356 @ih,0,32 set 0x50405357') },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: each(
        ({ mode, controlPort, tls }) => mode === 'PASV' && controlPort === 21 && tls === 'off',
        'PASV arrives as P@SW',
        ({ command }) => command?.sent === 'PASV' && command.arrived === 'P@SW' && command.change === 'command',
      ),
    },
    truth: { EPSV: REFLECTED },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'alg-mangles-commands',
      proven: ['alg-mangles-commands'],
      silent: ['mode-unsupported'],
    },
  },
  {
    id: 'two-ends-tls-blocked',
    title: 'two ends: an AUTH TLS that never arrives proves a device that keeps TLS from beginning',
    wiring: { coreRules: inspectingCore('tcp dport 21 @ih,0,32 0x41555448 drop') },
    server: { product: 'none' },
    farEnd: {
      at: 'server',
      known: true,
      complaints: all(
        each(
          () => true,
          'what comes to its question goes through untouched',
          (one) => asSent(one) && went(one),
        ),
        ({ comparisons, refusals }) =>
          refusals.length === 4 &&
          refusals.every(({ tls }) => tls === 'explicit') &&
          comparisons.every(({ tls }) => tls !== 'explicit')
            ? []
            : ['AUTH TLS came through'],
      ),
    },
    truth: { ...PASSIVE, PORT: REFLECTED, EPRT: REFLECTED },
    expect: { verdict: 'degraded', exit: 1, first: 'tls-blocked-in-path', proven: ['tls-blocked-in-path'] },
  },
  {
    id: 'two-ends-no-alg-beside',
    title: 'two ends: that PORT arrives untranslated at a reflector beside the server supports what the server says',
    wiring: { clientRouter: {} },
    server: { product: 'vsftpd' },
    farEnd: {
      at: 'core',
      known: false,
      complaints: each(
        isActive,
        'PORT and EPRT arrive with the private address and are refused',
        (one) => asSent(one) && /^500 .*192\.168\.1\.100.*203\.0\.113\.1/.test(one.reply?.sent ?? ''),
      ),
    },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-nat-without-alg', notes: ['client-behind-nat'] },
  },
  {
    id: 'two-ends-ipv6',
    title: 'two ends: over IPv6 a host firewall is told from an untouched path in EPSV',
    wiring: { clientRules: hostFirewall('reject with tcp reset') },
    server: { product: 'none' },
    target: `[${PUBLIC_SERVER_V6}]`,
    farEnd: {
      at: 'server',
      known: true,
      host: `[${PUBLIC_SERVER_V6}]`,
      complaints: all(
        passiveGoes,
        each(isActive, 'EPRT arrives and the call is refused', (one) => asSent(one) && one.data?.outcome === 'refused'),
        ({ comparisons }) => (comparisons.every(({ mode }) => /^EP/.test(mode)) ? [] : ['PORT or PASV over IPv6']),
      ),
    },
    truth: { EPSV: REFLECTED },
    expect: { verdict: 'degraded', exit: 1, first: 'client-firewall-blocks-callback' },
  },
  ...(['drop', 'reset'] as const).map((how): Scenario => ({
    id: `two-ends-idle-${how}`,
    title: `two ends: of a connection that a router forgets (${how}) the far end says which way has died`,
    wiring: { clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: 3, how } } },
    server: { product: 'none' },
    args: ['--idle', '8s'],
    farEnd: {
      at: 'server',
      known: true,
      complaints: ({ rests = [] }) => {
        const [silent, kept] = [rests.find((one) => one.kept === 'nothing'), rests.find((one) => one.kept === 'noop')];
        return silent?.arrived === false && silent.outcome !== 'alive' && kept?.outcome === 'alive' && kept.answered
          ? []
          : [`the way to the reflector is not told as cut: ${JSON.stringify(rests)}`];
      },
    },
    truth: { ...PASSIVE, PORT: REFLECTED },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: ['alg-blind-under-tls', 'control-idle-cut'],
      also: ['control-idle-cut'],
      may: ['alg-blind-under-tls', 'alg-bound-to-port-21'],
      proven: ['control-idle-cut'],
    },
  })),
  {
    id: 'two-ends-range-closed-elsewhere',
    title: 'two ends: a closed range of the server is told from the client’s egress by open ports of the reflector',
    wiring: { serverRules: portFirewall({ low: 50000, high: 50100 }, 'drop') },
    server: { product: 'vsftpd' },
    farEnd: { at: 'core', known: false },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed', says: /reaches high ports elsewhere/ },
  },
  {
    id: 'two-ends-healthy-server',
    title: 'two ends: what the path to the reflector does is no cause where the server works all the same',
    wiring: { clientRules: NO_EPSV_TO_CORE },
    server: { product: 'vsftpd' },
    farEnd: { at: 'core', known: false },
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
];
