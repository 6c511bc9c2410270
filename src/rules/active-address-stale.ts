import { sameAddress } from '../protocol/address.js';
import { activeModes, failedListings, listingsOf, modesOf, eventsOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

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
    const { seenAs } = o.control;
    if (seenAs === null) return undetermined('the server does not tell which address it sees');
    if (sameAddress(seenAs.host, activeAddress))
      return absent(`the server sees ${activeAddress}, the address that was announced`);
    const failed = failedListings(o, activeModes);
    if (failed.length === 0) return absent('active mode works with it');
    return present({
      confidence: 'proven',
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
      text: `Set the external address to ${control.seenAs?.host ?? 'the one the server sees'}, let the client ask for it, or use passive mode.`,
    },
  ],
});
