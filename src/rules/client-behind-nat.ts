import { clientNat, hiddenAtServer } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'client-behind-nat',
  kind: 'note',
  party: 'client-nat',
  title: 'A NAT between this client and the server',
  mechanism:
    'The address that the server sees is not the one this client has, so something on the way translates addresses.',
  lookAlikes: 'A proxy before the server also changes the address, to one of the server side.',
  sources: ['RFC 2663 section 2'],
  judge(o) {
    const { local, remote, seenAs } = o.control;
    if (local === null || remote === null) return notApplicable;
    const { nat, told } = clientNat(o);
    if (nat === null && hiddenAtServer(o))
      return undetermined(`the server sees ${seenAs?.host ?? ''}: something on its own side hides its clients`);
    if (nat === null)
      return undetermined('the server does not tell what it sees, and the addresses alone do not show it');
    if (!nat) return absent(`the server sees this client at ${local.host}`);
    return present({
      confidence: told ? 'proven' : 'likely',
      affects: [],
      summary: told
        ? `This client is ${local.host}; the server sees it as ${seenAs?.host ?? ''}.`
        : `This client has a private address (${local.host}) and reaches a public one (${remote.host}), so NAT stands between.`,
      for: [
        told && seenAs !== null
          ? evidence(`${seenAs.where}: ${seenAs.host}`, seenAs.events)
          : evidence(`${local.host} to ${remote.host}`),
      ],
    });
  },
  remedies: () => [],
});
