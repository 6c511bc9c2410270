import type { Attempt, Observations, SplitProbe } from '../model/observations.js';
import { neverCalled } from './callback.js';
import { atSecondSyn, callbackTimes } from './callback-times.js';
import { clientNat, listingMeaning } from './facts.js';

/** What the split fingerprint showed: whether an FTP helper of the Linux kind looks into the control connection. */
export interface HelperSeen {
  /** `null` where it was not tried, or where a control failed. */
  readonly seen: boolean | null;
  /** Why it is not known; empty where it is. */
  readonly why: string;
  readonly stalled: readonly SplitProbe[];
  readonly events: readonly number[];
}

const telling = 'P|WD';

/** A segment that TCP sends again and again; where the system does not tell, a connection that stayed silent. */
function isStalled({ answered, failure, unackedBytes }: SplitProbe): boolean {
  return !answered && failure?.kind === 'timed-out' && unackedBytes !== 0;
}

/** Reads the split fingerprint. A failed control discards it: then the server does not bear commands in pieces. */
export function helperSeen({ splits }: Observations): HelperSeen {
  const events = splits.flatMap((one) => one.events);
  const unknown = (why: string): HelperSeen => ({ seen: null, why, stalled: [], events });
  if (splits.length === 0) return unknown('the split fingerprint was not taken');
  const broken = splits.find(({ cut, answered }) => cut !== telling && !answered);
  if (broken !== undefined) {
    return unknown(
      `its control failed (${broken.cut} was not answered): the server does not bear a command in two segments`,
    );
  }
  const tried = splits.filter(({ cut }) => cut === telling);
  if (tried.length === 0) return unknown('the split fingerprint did not come to its end');
  if (tried.some(({ answered }) => answered)) return { seen: false, why: '', stalled: [], events };
  const stalled = tried.filter(isStalled);
  return stalled.length === tried.length
    ? { seen: true, why: '', stalled, events }
    : unknown('a command in two segments went unanswered, although it was acknowledged or the connection ended');
}

/**
 * Callbacks through a NAT that were refused only when the server tried a second time. The pinhole let the first SYN in and
 * a filter behind it dropped it; the second one met the router itself.
 */
export function refusedAtSecondSyn(o: Observations): readonly Attempt[] {
  if (clientNat(o).nat !== true) return [];
  // A single SYN may be lost by chance: where the server was called again, it must be refused at its second try again.
  if (callbackTimes(o).open.some(({ tookMs }) => !atSecondSyn(o, tookMs))) return [];
  return neverCalled(o).filter((attempt) => {
    const last = attempt.listing ?? attempt.setup;
    const errno = listingMeaning(attempt)?.errno;
    const refused = last?.reply != null && last.reply.code >= 400 && (errno === undefined || /refused/i.test(errno));
    return refused && atSecondSyn(o, last.tookMs);
  });
}
