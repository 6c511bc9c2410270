import { identifyServer, knowledgeOf } from '../knowledge/servers/index.js';
import type { Attempt, Observations } from '../model/observations.js';
import { activeModes, failedListings, listingMeaning, passiveModes, setupMeaning } from './facts.js';
import { overSecondPort } from './second-port.js';
import { replyWords } from './words.js';

/** What a program between client and server gives away. Pure; the rule and the signs of ftp-proxy-in-path share it. */

/** A server that waits for a client does so for at least this long; one that calls is refused within a round trip. */
const waitsMs = 3000;
/** What only a call can meet: who waits for a connection never hears of any of these. */
const errnoOfCalls = /refused|unreachable|no route/i;

/** The refusals of listings as unknown commands (500, RFC 959 section 4.2.1), by whose words they are; `product` by its own account in STAT. */
export interface Refusals {
  readonly product: string | null;
  readonly foreign: readonly Attempt[];
  readonly own: readonly Attempt[];
}

/** Tells refusals in the words of the product from others. A greeting is not heard: admins write their own. */
export function foreignRefusals(o: Observations): Refusals {
  const stat = o.control.stat?.reply?.lines.join('\n') ?? '';
  const named = identifyServer({ banner: '', system: '', features: [], stat });
  const words = named === null ? undefined : knowledgeOf(named.product)?.refusesUnknown;
  if (named === null || words === undefined) return { product: null, foreign: [], own: [] };
  const refused = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(
    (one) => one.setup?.reply?.code === 500 && setupMeaning(one) === null,
  );
  const isOwn = ({ setup }: Attempt): boolean => setup !== null && words.test(replyWords(setup));
  return { product: named.product, foreign: refused.filter((one) => !isOwn(one)), own: refused.filter(isOwn) };
}

/**
 * Passive listings whose data connection was open while the server answered that it could not make one: somebody asked it
 * to call instead. Its error is one that only callers meet, or it came sooner than any server gives up waiting.
 */
export function callsInPassive(o: Observations): readonly Attempt[] {
  return failedListings(o, passiveModes).filter((one) => {
    if (one.reached !== 'opened' || one.encrypted || one.listing === null) return false;
    const said = listingMeaning(one);
    if (said?.meaning !== 'connect-back-failed') return false;
    return said.errno === undefined ? one.listing.tookMs < waitsMs : errnoOfCalls.test(said.errno);
  });
}

/** The listings whose failure a program in between explains. */
export function brokenByProxy(o: Observations): readonly Attempt[] {
  const calls = callsInPassive(o);
  const same = new Set(calls.map(({ listing }) => listing && replyWords(listing)));
  // Asked to call in every mode, the server fails with the same words in active mode.
  const active = failedListings(o, activeModes).filter(({ listing }) => listing && same.has(replyWords(listing)));
  return [...calls, ...active, ...foreignRefusals(o).foreign];
}

/** The modes that a proxy may have broken, tried over a second control port; `null` where none was. */
export function failsOnlyHere(
  o: Observations,
): { readonly here: readonly Attempt[]; readonly there: readonly Attempt[]; readonly works: boolean } | null {
  const here = brokenByProxy(o);
  const there = overSecondPort(o).filter(({ mode }) => here.some((one) => one.mode === mode));
  if (there.length === 0) return null;
  return { here, there, works: there.every(({ reached }) => reached === 'completed') };
}

/** Listings refused in another program's words, unless the server speaks so on every control port. */
export function refusedInBetween(o: Observations): readonly Attempt[] {
  return failsOnlyHere(o)?.works === false ? [] : foreignRefusals(o).foreign;
}
