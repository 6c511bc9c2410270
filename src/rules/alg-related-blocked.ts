import { firewallSnippet } from '../knowledge/firewalls/index.js';
import { eventsOf, milliseconds, modesOf } from './facts.js';
import { timesEvidence } from './callback-times.js';
import { helperSeen, refusedAtSecondSyn } from './helper-seen.js';
import { portRewritten, rewrittenEvidence } from './port-rewritten.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'alg-related-blocked',
  kind: 'cause',
  party: 'client-nat',
  title: 'An FTP helper whose expected connections the firewall does not accept',
  mechanism:
    'The helper on the NAT translates PORT and expects the callback, but the filter behind it accepts established connections only. The first SYN uses up the expectation and is dropped; the second one, a second later, meets the router itself and is refused.',
  lookAlikes:
    'Without a helper the callback is refused at once or never answered: client-nat-without-alg. A firewall on the client does the same without any NAT.',
  sources: ['Linux nf_conntrack_ftp (expectations)', 'RFC 6298 section 2'],
  judge(o) {
    const refused = refusedAtSecondSyn(o);
    const { seen, why, words, events } = helperSeen(o);
    const [first] = refused;
    if (first === undefined) {
      return o.splits.length > 0 && seen === null
        ? undetermined(`the split fingerprint is discarded: ${why}`)
        : notApplicable;
    }
    const { rewritten } = portRewritten(o);
    if (seen === null && !rewritten) return undetermined(`the callback was refused at its second try; ${why}`);
    if (seen === false && !rewritten) return absent('no helper of the Linux kind is on the way');
    const took = milliseconds((first.listing ?? first.setup)?.tookMs ?? 0);
    return present({
      confidence: 'weighed',
      affects: modesOf(refused),
      summary: `An FTP helper reads ${first.mode}, but the callback it expects is not let through: the server is refused after ${took}, at its second try.`,
      for: [
        ...refused.map((one) =>
          evidence(
            `${one.mode} was accepted; after ${milliseconds((one.listing ?? one.setup)?.tookMs ?? 0)}: ${one.failure?.reply ?? one.failure?.detail ?? ''}`,
            eventsOf([one]),
          ),
        ),
        ...timesEvidence(o),
        ...rewrittenEvidence(o),
        ...(seen === true ? [evidence(words, events)] : []),
      ],
      notTested: rewritten ? [] : ['Whether the helper that was seen is the one on the NAT of this client.'],
    });
  },
  remedies: () => [
    {
      for: 'firewall admin',
      text: 'Accept what the helper expects, in the forward chain of the NAT.',
      snippet: firewallSnippet(({ related }) => related),
    },
    { for: 'client user', text: 'Use passive mode (EPSV or PASV).' },
  ],
});
