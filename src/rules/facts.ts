import type { Attempt, Observations, PortSample } from '../model/observations.js';
import type { Mode } from '../model/target.js';
import { classify, isInternal, sameAddress } from '../protocol/address.js';
import { decodeReply, type ServerText } from '../protocol/server-text.js';

/** Derived facts that more than one rule asks for. Pure, and without opinions of their own. */

const listings = ['passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'];

/** Whether a listing ended before its mode was agreed on, and without a word of the server: nothing about the mode shows. */
function cutBefore({ reached, failure }: Attempt): boolean {
  return reached === 'nothing' && failure !== null && failure.kind !== 'rejected';
}

/** The second try of a listing that failed alone. */
export function secondTry(o: Observations, { mode }: Attempt): Attempt | null {
  return o.attempts.find((one) => one.experiment === 'listing-again' && one.mode === mode) ?? null;
}

/** The first listing in each mode tried, without follow-ups. */
export function firstTries(o: Observations): readonly Attempt[] {
  return o.attempts.filter(({ experiment }) => listings.includes(experiment));
}

/** The try that shows what stops a mode: the second where the first was cut off and the second failed further on. */
export function telling(o: Observations, first: Attempt): Attempt {
  const second = cutBefore(first) ? secondTry(o, first) : null;
  return second?.reached === 'negotiated' || second?.reached === 'opened' ? second : first;
}

/** The attempts that decide the verdict: one for each mode tried. */
export function listingsOf(o: Observations): readonly Attempt[] {
  return firstTries(o).map((first) => telling(o, first));
}

export function listingOf(o: Observations, mode: Mode): Attempt | null {
  return listingsOf(o).find((attempt) => attempt.mode === mode) ?? null;
}

export function failedListings(o: Observations, modes: readonly Mode[]): readonly Attempt[] {
  return listingsOf(o).filter(({ mode, reached }) => modes.includes(mode) && reached !== 'completed');
}

/** Passive listings that hung where no connect is shown, or not to where: a log that lacks or hides it. */
export function hungUnseen(o: Observations): readonly Attempt[] {
  return failedListings(o, passiveModes).filter(
    ({ failure, used, setup }) =>
      used === null &&
      (setup?.reply?.code ?? 999) < 300 &&
      (failure?.during === 'list' || (failure?.during === 'connect' && failure.kind !== 'unreachable')),
  );
}

export const passiveModes: readonly Mode[] = ['PASV', 'EPSV'];
export const activeModes: readonly Mode[] = ['PORT', 'EPRT'];

export function modesOf(attempts: readonly Attempt[]): Mode[] {
  return [...new Set(attempts.map(({ mode }) => mode))];
}

export function eventsOf(attempts: readonly { readonly events: readonly number[] }[]): number[] {
  return [...new Set(attempts.flatMap(({ events }) => events))].sort((a, b) => a - b);
}

/** What the reply to PORT, EPRT, PASV or EPSV means, in the decoder's words. */
export function setupMeaning({ setup, mode }: Attempt): ServerText | null {
  return setup?.reply ? decodeReply(setup.reply, mode) : null;
}

/** What the last reply to LIST means. */
export function listingMeaning({ listing }: Attempt): ServerText | null {
  return listing?.reply ? decodeReply(listing.reply, 'LIST') : null;
}

/**
 * The connects to passive ports of the control peer, one for each time; each port has an outcome of its own. Those of a
 * session over another control port are left out: an ALG may treat them differently.
 */
export function peerSamples(o: Observations): readonly PortSample[] {
  const { remote } = o.control;
  if (remote === null || remote.host === '') return [];
  return o.samples.filter(({ host, experiment }) => experiment !== 'alternate-port' && sameAddress(host, remote.host));
}

/** The ports among these places, each once, the lowest first. */
export function portsOf(places: readonly { readonly port: number }[]): number[] {
  return [...new Set(places.map(({ port }) => port))].sort((a, b) => a - b);
}

/** A duration in words; a log without times gives none, which stands as 0. */
export function milliseconds(ms: number): string {
  if (ms <= 0) return 'an unknown time';
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Modes as prose: `PASV`, `PASV and EPSV`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Whether a host name is one that the public DNS can hold; for logs that show no address of the server. */
function isPublicName(name: string): boolean {
  return (
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(name) &&
    !/\.(?:local|lan|home|internal|intranet|corp|arpa|test)$/i.test(name)
  );
}

/**
 * Whether something on the server's side hides its clients: nobody arrives at a public server from a private address
 * unless that side changed it. What stands before the client is then not told.
 */
export function hiddenAtServer({ control: { local, remote, seenAs } }: Observations): boolean {
  if (local === null || remote === null || remote.host === '' || seenAs === null) return false;
  return !sameAddress(seenAs.host, local.host) && isInternal(seenAs.host) && !isInternal(remote.host);
}

/**
 * Whether an address translator stands between us and the server: `true` with the server's word for it or by the
 * addresses alone, `false` when the server sees our own address, `null` when neither tells.
 */
export function clientNat(o: Observations): { readonly nat: boolean | null; readonly told: boolean } {
  const { local, remote, seenAs } = o.control;
  if (local === null || remote === null) return { nat: null, told: false };
  if (seenAs !== null && !hiddenAtServer(o)) return { nat: !sameAddress(seenAs.host, local.host), told: true };
  if (remote.host === '')
    return { nat: isInternal(local.host) && isPublicName(o.target.host) ? true : null, told: false };
  if (sameAddress(local.host, remote.host)) return { nat: false, told: false };
  const sides = [isInternal(local.host), isInternal(remote.host)];
  // A private address cannot come back from the internet untranslated; two of one kind say nothing.
  if (sides[0] === true && sides[1] === false) return { nat: true, told: false };
  return { nat: null, told: false };
}

export function scopeOf(host: string): string {
  const { scope, source } = classify(host);
  return source === null ? scope : `${scope}, ${source}`;
}
