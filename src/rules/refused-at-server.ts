import type { Attempt, Observations } from '../model/observations.js';
import { isInternal } from '../protocol/address.js';
import { neverCalled } from './callback.js';
import { callbackTimes } from './callback-times.js';
import { clientNat } from './facts.js';
import { nearerThanServer } from './near-refusal.js';
import { portRewritten } from './port-rewritten.js';

/**
 * Callbacks to the right address that were refused too soon to have come here: from LIST to the refusal takes one round trip
 * where the server is stopped at its own end, and two where this client's end answers.
 */
export interface RefusedAtServer {
  readonly attempts: readonly Attempt[];
  /** Whether it went so again where the server was called again; `null` where it was not. */
  readonly again: boolean | null;
  readonly againEvents: readonly number[];
}

/** Whether a refusal came from nearer to the server than to this client; one round trip is that of the command. */
function tooSoon(o: Observations, tookMs: number): boolean {
  return nearerThanServer(o, tookMs - (o.control.rttMs ?? 0)) === true;
}

/** A private address that is called from outside is refused at the server's own end as well, by whoever knows no way to it. */
function rightlyNamed(o: Observations): boolean {
  const { nat } = clientNat(o);
  if (nat === false || portRewritten(o).rewritten === true) return true;
  return nat === null && o.control.local !== null && !isInternal(o.control.local.host);
}

/**
 * Finds them; none where most callbacks met another fate, or where the times do not tell. A busy host makes a refusal later,
 * never sooner, so one that is later than it should be says nothing against the others.
 */
export function refusedAtServer(o: Observations): RefusedAtServer {
  const silent = neverCalled(o);
  const soon = silent.filter(({ setup, listing }) => {
    const last = listing ?? setup;
    return last?.reply != null && last.reply.code >= 400 && tooSoon(o, last.tookMs);
  });
  if (soon.length === 0 || soon.length * 2 < silent.length || !rightlyNamed(o))
    return { attempts: [], again: null, againEvents: [] };
  const { open } = callbackTimes(o);
  return {
    attempts: soon,
    again: open.length === 0 ? null : open.some(({ tookMs }) => tooSoon(o, tookMs)),
    againEvents: open.flatMap(({ events }) => events),
  };
}
