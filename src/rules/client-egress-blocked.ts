import { firewallSnippet } from '../knowledge/firewalls/index.js';
import { failedListings, hungUnseen, milliseconds, modesOf, passiveModes, peerSamples } from './facts.js';
import { refusedWhere } from './near-refusal.js';
import { openingOf, rangeToOpen } from './opening.js';
import { serverRepairs, snippetOf } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'client-egress-blocked',
  kind: 'cause',
  party: 'client-nat',
  title: 'A firewall near the client that blocks high ports',
  mechanism:
    'The network of the client lets connections out to a few ports only. FTP logs in on 21, then the passive port is refused or dropped.',
  lookAlikes: 'A closed range at the server refuses after a whole round trip; a drop looks the same from either side.',
  sources: ['RFC 1579', 'RFC 9293 section 3.10.7.1'],
  judge(o) {
    const samples = peerSamples(o);
    if (samples.length === 0) {
      return hungUnseen(o).length > 0
        ? undetermined('whether the connection to the passive port opened is not shown')
        : notApplicable;
    }
    if (samples.some(({ open }) => open)) return absent('a passive port opened');
    const refused = samples.filter(({ failure }) => failure?.kind === 'refused');
    const where = refusedWhere(o, refused);
    if (where === null)
      return undetermined('from one end a closed port at the server and a firewall near the client look alike');
    if (where === 'far') return absent('the refusals take a whole round trip');
    const fastest = Math.min(...refused.map(({ tookMs }) => tookMs));
    return present({
      confidence: 'weighed',
      affects: modesOf(failedListings(o, passiveModes).filter(({ failure }) => failure?.during === 'connect')),
      summary: `A device near this client refuses connections to passive ports: it answers in ${milliseconds(fastest)}, the server needs ${milliseconds(o.control.rttMs ?? 0)}.`,
      for: refused.map(({ port, tookMs, events }) =>
        evidence(`Port ${port} was refused after ${milliseconds(tookMs)}.`, events),
      ),
      notTested: ['A high port of another host.'],
    });
  },
  remedies: (o) => [
    {
      for: 'firewall admin',
      text: `In the client's network: allow TCP to ${o.control.remote?.host ?? 'the server'} on its passive range (${rangeToOpen(o).seen ? 'these ports fit what it named' : 'ask its admin for it; these ports stand for it'}), or use an FTP helper on port ${o.target.port} (clear FTP only).`,
      snippet: firewallSnippet(({ letOut }) => letOut?.(openingOf(o))),
    },
    {
      for: 'server admin',
      text: 'Keep the passive range small and publish it, so that other networks can allow it.',
      ...snippetOf(serverRepairs(o)?.setRange?.(rangeToOpen(o).range.low, rangeToOpen(o).range.high)),
    },
    { for: 'client user', text: 'Ask for that rule, for a proxy, or use SFTP.' },
  ],
});
