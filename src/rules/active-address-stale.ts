import { isInternal, sameAddress } from '../protocol/address.js';
import { refusedForAddress } from './callback.js';
import { activeModes, failedListings, listingsOf, modesOf, eventsOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** An ALG translates the client's own address; one that the client has translated already gets no port opened. */
export const orAnAlg =
  'Where the router has an FTP ALG, leave the external address out: either the client translates or the ALG does, never both.';

export default defineRule({
  id: 'active-address-stale',
  kind: 'cause',
  party: 'client',
  title: 'A configured external address that is not the one the server sees',
  mechanism:
    'The client announces an external address from its settings, but its connections leave from another one: the address changed or belongs to another line.',
  lookAlikes: 'With the right address and no forward for the port it is active-range-not-forwarded.',
  sources: ['RFC 959 section 4.1.2 (PORT)'],
  judge(o) {
    const { activeAddress } = o.target;
    const tried = listingsOf(o).filter(({ mode }) => activeModes.includes(mode));
    if (activeAddress === null || tried.length === 0) return notApplicable;
    const { seenAs, remote } = o.control;
    if (seenAs === null) {
      const refused = refusedForAddress(o);
      if (refused.length === 0) return undetermined('the server does not tell which address it sees');
      return present({
        confidence: 'weighed',
        affects: modesOf(refused),
        summary: `Active mode announces ${activeAddress}, and the server refuses that address.`,
        for: refused.map((one) => evidence(one.failure?.detail ?? '', eventsOf([one]))),
        notTested: ['Which address the server sees: it does not tell.'],
      });
    }
    if (sameAddress(seenAs.host, activeAddress))
      return absent(`the server sees ${activeAddress}, the address that was announced`);
    if (isInternal(seenAs.host) && !isInternal(remote?.host ?? seenAs.host))
      return undetermined(`the server sees ${seenAs.host}, an address of its own side, instead of this client's`);
    const failed = failedListings(o, activeModes);
    if (failed.length === 0) return absent('active mode works with it');
    return present({
      confidence: 'weighed',
      affects: modesOf(failed),
      summary: `Active mode announces ${activeAddress}, but the server sees this client at ${seenAs.host}.`,
      for: [
        evidence(`${seenAs.where}: ${seenAs.host}`, seenAs.events),
        evidence(`Announced: ${activeAddress}.`, eventsOf(failed)),
      ],
    });
  },
  remedies: ({ control }) => [
    {
      for: 'client user',
      text: `Set the external address to ${control.seenAs?.host ?? 'the one the server sees'}, let the client ask for it, or use passive mode. ${orAnAlg}`,
    },
  ],
});
