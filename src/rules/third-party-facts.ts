import type { Observations, ThirdPartyProbe } from '../model/observations.js';
import { sameAddress } from '../protocol/address.js';
import { decodeReply } from '../protocol/server-text.js';
import { listingsOf } from './facts.js';

/** What RFC 2577 warns of, in a sentence for remedies. */
export const bounceWarning =
  'Whoever may log in can have the server call third parties, or take data meant for others (RFC 2577 sections 2, 3 and 8).';

/** The probe of a kind, `null` where it was not tried. */
export function probeOf({ thirdParty }: Observations, kind: ThirdPartyProbe['kind']): ThirdPartyProbe | null {
  return thirdParty.find((one) => one.kind === kind) ?? null;
}

/**
 * Whether the server took an address or port in PORT; `null` where its answer does not tell. A server that calls at once
 * and fails has taken it; one that refuses PORT from everybody has not looked at the address.
 */
export function taken({ asked }: ThirdPartyProbe): boolean | null {
  if (asked.reply === null) return null;
  if (asked.reply.code < 300) return true;
  const meaning = decodeReply(asked.reply, asked.command)?.meaning;
  if (meaning === 'connect-back-failed') return true;
  return meaning === 'active-disabled' || asked.reply.code < 500 ? null : false;
}

/** Whether the server has taken our own address in PORT or EPRT, so that refusing another one says something. */
export function takesOurs(o: Observations): boolean {
  return listingsOf(o).some(
    ({ mode, setup }) => (mode === 'PORT' || mode === 'EPRT') && (setup?.reply?.code ?? 999) < 300,
  );
}

/**
 * PORT with a documentation address that was swallowed or ended the connection, while the server took our own: a device
 * that polices the addresses in PORT. A server that dislikes one says so.
 */
export function swallowed(o: Observations): ThirdPartyProbe | null {
  const probe = probeOf(o, 'foreign-address');
  const lost =
    probe?.asked.reply === null && ['timed-out', 'reset', 'closed'].includes(probe.asked.failure?.kind ?? '');
  return lost && takesOurs(o) ? probe : null;
}

/** Whether the server has told that it sees this client as it is, with no translation in between. */
export function seenAsItIs({ control: { seenAs, local } }: Observations): boolean {
  return seenAs !== null && local !== null && sameAddress(seenAs.host, local.host);
}

/** The first line of the answer, or why there was none. */
export function answer({ asked }: ThirdPartyProbe): string {
  return asked.reply?.lines[0] ?? asked.failure?.detail ?? 'no reply';
}

/** What remains open where passive ports can be guessed, unless a second address of ours has tried. */
export function strangerUntested(o: Observations): string[] {
  if (probeOf(o, 'second-source') !== null) return [];
  return ['Whether the server would serve a stranger who guesses right (--bind given twice tells).'];
}
