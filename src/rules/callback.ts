import type { Attempt, Observations } from '../model/observations.js';
import type { Judgement } from '../model/rule.js';
import { familyOf, isInternal, sameAddress } from '../protocol/address.js';
import { activeModes, failedListings, listingMeaning, listingsOf, setupMeaning } from './facts.js';
import { absent, notApplicable } from './rule.js';

/** Active listings whose PORT or EPRT the server refused because of the address in it. */
export function refusedForAddress(o: Observations): readonly Attempt[] {
  return failedListings(o, activeModes).filter((one) => {
    if (one.failure?.during !== 'negotiate' || one.failure.kind !== 'rejected') return false;
    return setupMeaning(one)?.meaning === 'foreign-address';
  });
}

/** Of those, the ones for which the server says that a public address had arrived; it does not tell whom it sees. */
export function publicCalledForeign(o: Observations): readonly Attempt[] {
  const { remote, seenAs } = o.control;
  if (seenAs !== null || remote === null || isInternal(remote.host)) return [];
  return refusedForAddress(o).filter((one) => {
    const received = setupMeaning(one)?.received?.host;
    return received !== undefined && !isInternal(received);
  });
}

/** pyftpdlib calls back at once and answers PORT itself with the outcome, late or with a 425. */
function failedAtPort(o: Observations, attempt: Attempt): boolean {
  if (attempt.failure?.during !== 'negotiate') return false;
  if (attempt.failure.kind === 'rejected') return setupMeaning(attempt)?.meaning === 'connect-back-failed';
  return attempt.failure.kind === 'timed-out' && o.control.server?.product === 'pyftpdlib';
}

/** Active listings whose PORT or EPRT the server took up, but whose data connection never came. */
export function neverCalled(o: Observations): readonly Attempt[] {
  return failedListings(o, activeModes).filter((attempt) => {
    const { failure, caller, setup, dialMs } = attempt;
    if (caller !== null) return false;
    // A server that wants TLS first has not tried to call.
    if (listingMeaning(attempt)?.meaning === 'tls-data-required') return false;
    // It says that it never called at all: it could not make its own end.
    if (listingMeaning(attempt)?.meaning === 'bind-failed' || listingMeaning(attempt)?.meaning === 'misconfigured')
      return false;
    if (failedAtPort(o, attempt)) return true;
    return (
      (setup?.reply?.code ?? 999) < 300 &&
      // A refusal of LIST that speaks of the directory says nothing about the callback.
      (failure?.during === 'accept' ||
        // A log that ends while the listing is waited for: a hang, as the people who paste it tell.
        (dialMs === null &&
          failure?.kind === 'unknown' &&
          ['list', 'finish'].includes(failure.during) &&
          attempt.listing !== null) ||
        (failure?.during === 'list' && failure.kind === 'timed-out'))
    );
  });
}

/** Words of an errno that only the server's own host can have produced: not allowed out, or no address to leave from. */
const ownTrouble = /operation not permitted|cannot assign requested address/i;
/** The same over IPv4; over IPv6 it is also how ICMPv6 "administratively prohibited" reads, which firewalls send. */
const ownTroubleOver4 = /permission denied/i;
/** No route from the server itself, or from a router on the way that says so by ICMP. */
const noRoute = /network is unreachable/i;

/** What the server's host said of a callback that it could not make. */
export interface ServerErrno {
  readonly text: string;
  readonly attempt: Attempt;
  /** Whether no message from the path can have caused it. */
  readonly certain: boolean;
}

/** The errno in the server's 425 that speaks of the server itself; `null` when no reply has one. */
export function serverErrno(attempts: readonly Attempt[]): ServerErrno | null {
  for (const attempt of attempts) {
    const text = listingMeaning(attempt)?.errno ?? setupMeaning(attempt)?.errno;
    if (text === undefined || attempt.encrypted) continue;
    const over4 = familyOf(attempt.advertised?.host ?? '') !== 6;
    const certain = ownTrouble.test(text) || (over4 && ownTroubleOver4.test(text));
    if (certain || noRoute.test(text)) return { text, attempt, certain };
  }
  return null;
}

/** An active listing whose server names the port it was given, and what it names; both ports as numbers. */
export interface MovedPort {
  readonly attempt: Attempt;
  readonly sent: number;
  readonly arrived: number;
}

/** Active listings that failed although the address was accepted, and for which the server says which port it received. */
export function portsReceived(o: Observations): readonly MovedPort[] {
  return failedListings(o, activeModes).flatMap((attempt) => {
    const setup = setupMeaning(attempt);
    // Where the address was refused the port did not matter, whatever became of it.
    if (attempt.advertised === null || setup?.meaning === 'foreign-address') return [];
    const arrived = listingMeaning(attempt)?.receivedPort ?? setup?.receivedPort ?? setup?.received?.port ?? null;
    return arrived === null ? [] : [{ attempt, sent: attempt.advertised.port, arrived }];
  });
}

/** Whether something on the way changed the port in PORT or EPRT, and so reads and translates these commands. */
export function portMoved(o: Observations): boolean {
  return portsReceived(o).some(({ sent, arrived }) => sent !== arrived);
}

/** What the server says it received in PORT or EPRT, against what was sent. */
export function echoOf(attempt: Attempt): 'untranslated' | 'changed' | null {
  const received = setupMeaning(attempt)?.received?.host;
  if (received === undefined || attempt.advertised === null) return null;
  return sameAddress(received, attempt.advertised.host) ? 'untranslated' : 'changed';
}

/** What a rule about missing callbacks answers where none is missing: that is settled only where one arrived. */
export function whereNoneIsMissing(o: Observations): Judgement {
  const arrived = listingsOf(o).some(
    ({ mode, caller, reached }) => caller !== null || (activeModes.includes(mode) && reached === 'completed'),
  );
  return arrived ? absent('the data connections that the server was asked for arrived') : notApplicable;
}
