import type { Attempt, Observations } from '../model/observations.js';
import type { SplitProbe } from '../model/probes.js';
import { neverCalled } from './callback.js';
import { atSecondSyn, callbackTimes } from './callback-times.js';
import { resentMs } from '../protocol/resent.js';
import { clientNat, count, listingMeaning, milliseconds } from './facts.js';
import { familyPair, familyWords } from './verb-pair.js';

/** Whether an FTP helper of the Linux kind looks into a control connection, by what it swallows. */
export interface HelperSeen {
  /** `null` where it was not tried, or where a control failed. */
  readonly seen: boolean | null;
  /** Why it is not known; empty where it is. */
  readonly why: string;
  /** What shows it, as a sentence; empty unless it is seen. */
  readonly words: string;
  /** How many times a command was swallowed. */
  readonly times: number;
  readonly events: readonly number[];
}

const telling = 'P|WD';
const unseen = { seen: null, words: '', times: 0 } as const;

/** A segment that TCP sends again and again; where the system does not tell, a connection that stayed silent. */
function isStalled({ answered, failure, unackedBytes }: SplitProbe): boolean {
  return !answered && failure?.kind === 'timed-out' && unackedBytes !== 0;
}

function isControl({ cut }: SplitProbe): boolean {
  return cut !== telling;
}

/** A control of the fingerprint that never reached the server, for all that TCP sent it again: not the server's doing. */
export function heldControl({ splits }: Observations): SplitProbe | null {
  return splits.find((one) => isControl(one) && isStalled(one) && one.unackedBytes !== null) ?? null;
}

/** Reads the split fingerprint of one control port. A failed control discards it. */
export function fingerprintOf({ splits }: Observations, port: number): HelperSeen {
  const taken = splits.filter((one) => one.port === port);
  const events = taken.flatMap((one) => one.events);
  const unknown = (why: string): HelperSeen => ({ ...unseen, why, events });
  if (taken.length === 0) return unknown('the split fingerprint was not taken');
  const controls = taken.filter(isControl);
  const broken = controls.find(({ answered }) => !answered);
  if (broken !== undefined) {
    const who =
      isStalled(broken) && broken.unackedBytes !== null
        ? 'something on the way lets whole lines pass only'
        : 'the server does not bear a command in two segments';
    return unknown(`its control failed (${broken.cut} was not answered): ${who}`);
  }
  const tried = taken.filter(({ cut }) => cut === telling);
  if (tried.length === 0) return unknown('the split fingerprint did not come to its end');
  const of = `${count(tried.length, 'time')} of ${tried.length}`;
  const usualMs = Math.min(...controls.map(({ tookMs }) => tookMs));
  const slowestMs = Math.max(...controls.map(({ tookMs }) => tookMs));
  const soonestMs = Math.min(...tried.map(({ tookMs }) => tookMs));
  if (tried.every(({ answered }) => answered)) {
    // One answer may be late by chance, and so may all be where the controls are.
    const late = tried.length > 1 && soonestMs >= slowestMs + resentMs;
    if (!late) return { seen: false, why: '', words: '', times: 0, events };
    const words = `P|WD in two segments was answered only ${milliseconds(soonestMs)} after the second one (${of}), when TCP had sent both again as one; PW|D and N|OOP after ${milliseconds(usualMs)}.`;
    return { seen: true, why: '', words, times: tried.length, events };
  }
  if (tried.some(({ answered }) => answered)) return { seen: false, why: '', words: '', times: 0, events };
  const stalled = tried.filter(isStalled);
  if (stalled.length < tried.length)
    return unknown('a command in two segments went unanswered, although it was acknowledged or the connection ended');
  const bytes = stalled[0]?.unackedBytes ?? null;
  const words = `P|WD in two segments was never answered (${of}${bytes === null ? '' : `, ${count(bytes, 'byte')} unacknowledged`}); PW|D and N|OOP were.`;
  return { seen: true, why: '', words, times: stalled.length, events };
}

/**
 * Whether a helper looks into the control connection of the check: by the split fingerprint, and where that is discarded
 * by EPRT with an address of the other family, which such helpers swallow as well.
 */
export function helperSeen(o: Observations): HelperSeen {
  const fingerprint = fingerprintOf(o, o.target.port);
  if (fingerprint.seen !== null) return fingerprint;
  const pair = familyPair(o);
  const singledOut = pair?.outcome === 'silent' && pair.telling.every(({ unackedBytes }) => unackedBytes !== 0);
  if (pair === null || !singledOut) return fingerprint;
  return { seen: true, why: '', words: familyWords(pair), times: pair.telling.length, events: pair.events };
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
