import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'name-not-resolved',
  kind: 'cause',
  party: 'undetermined',
  title: 'A name that does not resolve',
  mechanism: 'The resolver of this machine knows no address for the name, so nothing of FTP was tried.',
  lookAlikes: 'A name that resolves to an address where nobody answers is control-filtered or control-refused.',
  sources: ['RFC 1035'],
  judge({ resolution, target, cutShort }) {
    if (cutShort === 'interrupted' || resolution.events.length === 0) return notApplicable;
    if (resolution.failure === null) return absent(`the name resolves to ${resolution.addresses.join(', ')}`);
    return present({
      confidence: 'proven',
      affects: [],
      summary: `The name ${target.host} does not resolve here.`,
      for: [evidence(`The resolver answered ${resolution.failure.detail}.`, resolution.events)],
    });
  },
  remedies: ({ target }) => [
    {
      for: 'client user',
      text: `Check the spelling of ${target.host}, ask the resolver directly, or give the server's address instead of its name.`,
      snippet: `getent ahosts ${target.host}`,
    },
  ],
});
