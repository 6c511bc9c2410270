import { eventsOf, failedListings, list, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'data-stalled',
  kind: 'cause',
  party: 'undetermined',
  title: 'A data connection that opens and then stays silent',
  mechanism:
    'The data connection opened and the transfer began, but the listing stopped or never came. Large packets lost on the way, a device that scans the data, or the server itself may be the reason.',
  lookAlikes: 'A data connection that never opens is a matter of ports and addresses.',
  sources: ['RFC 959 section 3.2', 'RFC 2923 section 2.1'],
  judge(o) {
    const opened = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(({ reached }) => reached === 'opened');
    if (opened.length === 0) return notApplicable;
    const stalled = opened.filter(({ failure }) => failure?.kind === 'timed-out' && failure.during === 'transfer');
    if (stalled.length === 0) return absent('no data connection stopped in the middle');
    const bytes = stalled.map(({ bytes: received }) => received);
    return present({
      confidence: 'possible',
      affects: modesOf(stalled),
      summary: `In ${list(modesOf(stalled))} the data connection opened, then nothing more came (${Math.max(...bytes)} bytes received).`,
      for: stalled.map((one) =>
        evidence(`${one.mode}: ${one.bytes} bytes, then ${one.failure?.detail ?? ''}.`, eventsOf([one])),
      ),
      notTested: ['A small directory beside a large one (--path), which would tell lost large packets from the rest.'],
    });
  },
  remedies: () => [
    { for: 'client user', text: 'List a small directory (--path): if that works, large packets are lost on the way.' },
    {
      for: 'firewall admin',
      text: 'Let ICMP "fragmentation needed" through, or clamp the MSS on tunnels.',
      snippet: 'nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu',
    },
  ],
});
