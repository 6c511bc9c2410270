import type { Observations } from '../../model/observations.js';
import type { Evidence, Judgement } from '../../model/rule.js';
import type { Mode } from '../../model/target.js';
import type { Reflection, TwoSided } from '../../model/two-ends.js';
import { sameAddress } from '../../protocol/address.js';
import { atSecondSyn } from '../callback-times.js';
import { list } from '../facts.js';
import { absent, evidence, present, undetermined } from '../rule.js';
import {
  bothTexts,
  boxOf,
  farEvidence,
  farOutcome,
  isAlone,
  over,
  touched,
  translated,
  went,
  type Proof,
} from './facts.js';

/** Causes that both ends can tell apart from each other, of a failure in active mode. */
const causes = [
  'client-nat-without-alg',
  'alg-bound-to-port-21',
  'alg-blind-under-tls',
  'epsv-unknown-to-alg',
  'alg-related-blocked',
  'alg-remaps-port',
  'double-nat',
  'active-address-stale',
  'active-range-not-forwarded',
  'client-firewall-blocks-callback',
] as const;
type Cause = (typeof causes)[number];

const isActive = ({ mode }: TwoSided): boolean => mode === 'PORT' || mode === 'EPRT';

/** The sessions in active mode. */
export function activeSessions({ sessions }: Reflection): readonly TwoSided[] {
  return sessions.filter(isActive);
}

/** Whether PORT or EPRT arrived with the address that the far end sees, though another was sent. */
export function rewritten({ command, seen }: TwoSided): boolean {
  const { sent = null, arrived = null } = command?.named ?? {};
  if (sent === null || arrived === null) return false;
  return !sameAddress(sent.host, arrived.host) && sameAddress(arrived.host, seen.host);
}

/** Whether PORT or EPRT arrived with an address that is neither ours nor the one that the far end sees. */
function halfway({ command, seen }: TwoSided): boolean {
  const { sent = null, arrived = null } = command?.named ?? {};
  if (sent === null || arrived === null) return false;
  return !sameAddress(arrived.host, sent.host) && !sameAddress(arrived.host, seen.host);
}

/** Why a PORT that arrived as it was sent was of no use although another one was translated. */
function whereAlgEnds(one: TwoSided, all: readonly TwoSided[]): Cause | null {
  const helped = all.filter(rewritten);
  // What a second translator undoes elsewhere would not have helped here either.
  if (all.some(halfway)) return null;
  if (helped.length === 0) return 'client-nat-without-alg';
  // A translation that leads to nothing where it is made would not have helped here either.
  if (!helped.some(went)) return null;
  if (one.tls !== 'off') return 'alg-blind-under-tls';
  return helped.some(({ controlPort }) => controlPort === one.controlPort)
    ? 'epsv-unknown-to-alg'
    : 'alg-bound-to-port-21';
}

/** What both ends together say of one failed session; `null` where they do not say why. */
function causeOf(one: TwoSided, all: readonly TwoSided[], o: Observations): Cause | null {
  const { command, data, seen } = one;
  if (went(one) || command === null || command.arrived === null) return null;
  const { sent, arrived } = command.named;
  if (sent === null || arrived === null) return null;
  const given = o.target.activeAddress;
  if (sameAddress(arrived.host, seen.host)) {
    if (data === null || data.outcome === 'opened' || one.attempt?.caller != null) return null;
    if (sent.port !== arrived.port) return 'alg-remaps-port';
    // The pinhole let the first SYN in and a filter behind it dropped it; the second met the translator itself. A call that
    // is lost otherwise may have ended at a firewall of the client as well.
    if (rewritten(one)) return data.outcome === 'refused' && atSecondSyn(o, data.tookMs) ? 'alg-related-blocked' : null;
    if (!translated(one)) return 'client-firewall-blocks-callback';
    return given === null ? null : 'active-range-not-forwarded';
  }
  if (halfway(one)) return 'double-nat';
  if (given !== null && sameAddress(given, sent.host)) return 'active-address-stale';
  return translated(one) ? whereAlgEnds(one, all) : null;
}

const summaries: Readonly<Record<Cause, (one: TwoSided, all: readonly TwoSided[]) => string>> = {
  'client-nat-without-alg': ({ command, local, seen }) =>
    `${command?.sent ?? 'PORT'} arrived as it was sent: nothing on the way translates ${local.host} into ${seen.host}, the address that the reflector sees.`,
  'alg-bound-to-port-21': (one, all) =>
    `A device translates ${one.mode} over control port ${list([...new Set(all.filter(rewritten).map(({ controlPort }) => String(controlPort)))])} only; over ${over(one)} it arrived as it was sent, with ${one.local.host} in it.`,
  'alg-blind-under-tls': (one) =>
    `A device translates ${one.mode} in clear and cannot under TLS: over ${over(one)} it arrived as it was sent, with ${one.local.host} in it.`,
  'epsv-unknown-to-alg': (one) =>
    `A device translates PORT and not EPRT: over ${over(one)} "${one.command?.sent ?? ''}" arrived as it was sent.`,
  'alg-related-blocked': ({ command, data }) =>
    `A device translated "${command?.sent ?? ''}" into "${command?.arrived ?? ''}", but does not let the call through that it announced. ${data === null ? '' : farOutcome(data)}`,
  'alg-remaps-port': ({ command, data }) =>
    `A device changed "${command?.sent ?? ''}" into "${command?.arrived ?? ''}", and the call to that port failed. ${data === null ? '' : farOutcome(data)}`,
  'double-nat': ({ command, local, seen }) =>
    `Two translators stand in a row: this client is ${local.host}, its ${command?.sent.split(' ', 1)[0] ?? 'PORT'} arrived as "${command?.arrived ?? ''}", and the reflector sees ${seen.host}.`,
  'active-address-stale': ({ command, seen }) =>
    `"${command?.sent ?? ''}" names the address given by --active-address, but the reflector sees this client at ${seen.host}.`,
  'active-range-not-forwarded': ({ command, data }) =>
    `"${command?.sent ?? ''}" arrived as it was sent, but the call to that address did not come in. ${data === null ? '' : farOutcome(data)}`,
  'client-firewall-blocks-callback': ({ command, data }) =>
    `"${command?.sent ?? ''}" arrived as it was sent, but the call to it did not come in. ${data === null ? '' : farOutcome(data)}`,
};

/** Where the reflector's own side might keep its calls in: nothing says that anybody was ever called with success. */
function callsGetOut({ hello, unannounced, sessions }: Reflection): boolean {
  return (
    (hello?.called ?? 0) > 0 ||
    unannounced?.far.outcome === 'opened' ||
    sessions.some(({ data }) => data?.way === 'out' && data.outcome === 'opened')
  );
}

/** The faults that show in a call that failed, not in a line that arrived. */
const byCall: readonly Cause[] = [
  'alg-related-blocked',
  'alg-remaps-port',
  'active-range-not-forwarded',
  'client-firewall-blocks-callback',
];

/** What is the client's own doing, whatever box stands on the way. */
const byClient: readonly Cause[] = ['active-address-stale', 'client-firewall-blocks-callback'];

/** That the call was sent and did not arrive is proven; which of the firewalls before the client keeps it out is not. */
const bySide: readonly Cause[] = ['active-range-not-forwarded', 'client-firewall-blocks-callback'];

function unannouncedEvidence({ unannounced }: Reflection): Evidence[] {
  if (unannounced === null) return [];
  return [evidence(`Without any FTP command: ${farOutcome(unannounced.far)}`, unannounced.events)];
}

function judgeCause(cause: Cause, r: Reflection, o: Observations): Judgement | null {
  const all = activeSessions(r);
  if (all.length === 0) return null;
  const told = all.map((one) => ({ one, cause: causeOf(one, all, o) }));
  const mine = told.filter((each) => each.cause === cause).map(({ one }) => one);
  const [first] = mine;
  if (first === undefined) {
    // Only the reflector itself was asked about, and for each failure there both ends show another reason.
    const asked = told.filter(({ one }) => one.controlPort === o.target.port && one.tls === o.target.tls);
    const settled = asked.length > 0 && asked.every(({ one, cause: found }) => went(one) || found !== null);
    return isAlone(r, o) && settled ? absent('both ends show that it is not so') : null;
  }
  const affects: Mode[] = touched(r, o, mine);
  if (affects.length === 0)
    return absent('with this server active mode works, whatever the path to the reflector does');
  if (byCall.includes(cause) && !callsGetOut(r)) {
    return undetermined('the reflector has not called anybody with success yet: its own side may keep its calls in');
  }
  const helped = cause.startsWith('alg-b') || cause.startsWith('epsv') ? all.filter(rewritten).slice(0, 2) : [];
  return present({
    confidence: bySide.includes(cause) ? 'strong' : 'proven',
    ...(byClient.includes(cause) ? {} : { party: boxOf(first) }),
    affects,
    summary: summaries[cause](first, all),
    for: [
      ...mine
        .slice(0, 6)
        .flatMap((one) => [...(one.command === null ? [] : [bothTexts(one, one.command)]), ...farEvidence(one)]),
      ...helped.flatMap((one) => (one.command === null ? [] : [bothTexts(one, one.command)])),
      evidence(`This client is ${first.local.host}; the reflector sees ${first.seen.host}.`, first.events),
      ...unannouncedEvidence(r),
    ],
    ...(isAlone(r, o)
      ? {}
      : { notTested: ['The same lines on the path to the target: the proof is of the path to the reflector.'] }),
  });
}

/** A reflector whose calls reach others, and whose calls to us end without an error of its own, is let out. */
const serverEgressBlocked: Proof = (r, o) => {
  const calls = activeSessions(r).flatMap(({ data }) => data ?? []);
  const own = calls.some(({ outcome }) => outcome === 'unreachable' || outcome === 'unknown');
  return isAlone(r, o) && callsGetOut(r) && !own ? absent('the reflector has called others with success') : null;
};

/** For each of these causes what both ends show. */
export const activeProofs: Readonly<Record<string, Proof>> = {
  ...Object.fromEntries(causes.map((cause) => [cause, (r, o) => judgeCause(cause, r, o)] satisfies [string, Proof])),
  'server-egress-blocked': serverEgressBlocked,
};
