import type { Failure } from '../model/network.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** EAI_AGAIN is what the resolver says when it could not ask anyone, or nobody answered it. */
const unanswered = ({ kind, detail }: Failure): boolean => detail === 'EAI_AGAIN' || kind === 'timed-out';

const said = (failure: Failure): string =>
  unanswered(failure)
    ? `No name server answered (${failure.detail}), so whether the name is right is not known.`
    : `The resolver answered ${failure.detail}.`;

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
      for: [evidence(said(resolution.failure), resolution.events)],
    });
  },
  remedies: ({ target, resolution: { failure } }) => [
    ...(failure !== null && unanswered(failure)
      ? [
          {
            for: 'client user' as const,
            text: "Check that this machine reaches its name servers; until then give the server's address instead of its name.",
            snippet: 'cat /etc/resolv.conf',
          },
        ]
      : []),
    {
      for: 'client user',
      text: `Check the spelling of ${target.host}, ask the resolver directly, or give the server's address instead of its name.`,
      snippet: `getent ahosts ${target.host}`,
    },
  ],
});
