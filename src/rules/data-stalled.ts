import { eventsOf, failedListings, list, modesOf } from './facts.js';
import { overControl, largePacketsLost } from './pmtu-blackhole.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'data-stalled',
  kind: 'cause',
  party: 'undetermined',
  title: 'A data connection that opens and then stays silent',
  mechanism:
    'The data connection opened and the transfer began, but the listing stopped or never came. Large packets lost on the way, a device that scans the data, or the server itself may be the reason.',
  lookAlikes: 'A data connection that never opens is a matter of ports and addresses.',
  sources: ['RFC 959 section 3.2', 'RFC 2923 section 2.1'],
  judge(o, before) {
    const opened = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(({ reached }) => reached === 'opened');
    if (opened.length === 0) return notApplicable;
    const stalled = opened.filter(({ failure }) => failure?.kind === 'timed-out' && failure.during === 'transfer');
    if (stalled.length === 0) return absent('no data connection stopped in the middle');
    if (before.some(({ rule, judgement }) => rule.id === 'intercepting-proxy' && judgement.verdict === 'present'))
      return absent('a device takes the data connections, so they never reached the server');
    if (largePacketsLost(o)) {
      const settled = before.some(
        ({ rule, judgement }) =>
          rule.id === 'pmtu-blackhole' && judgement.verdict === 'present' && judgement.confidence !== 'likely',
      );
      return settled
        ? absent('large packets are lost on every connection')
        : undetermined(
            'the listing stalls over the control connection as well; a small directory would tell lost large packets from a server that hangs',
          );
    }
    const bytes = stalled.map(({ bytes: received }) => received);
    const control = overControl(o);
    return present({
      confidence: 'possible',
      affects: modesOf(stalled),
      summary: `In ${list(modesOf(stalled))} the data connection opened, then nothing more came (${Math.max(...bytes)} bytes received).`,
      for: [
        ...stalled.map((one) =>
          evidence(`${one.mode}: ${one.bytes} bytes, then ${one.failure?.detail ?? ''}.`, eventsOf([one])),
        ),
        ...(control.fate === 'came'
          ? [
              evidence(
                'The same listing arrives over the control connection (STAT): only data connections suffer.',
                control.probe?.events ?? [],
              ),
            ]
          : []),
      ],
      notTested:
        control.fate === 'came'
          ? ['Which device scans or holds the data.']
          : ['A small directory beside a large one (--path), which would tell lost large packets from the rest.'],
    });
  },
  remedies: () => [
    {
      for: 'client user',
      text: 'List a small directory (--path): if that works, size matters: large packets may be lost on the way. If the server is slow to begin, have the client keep idle data connections alive (TCP keepalive), or give --timeout more.',
    },
    {
      for: 'firewall admin',
      text: 'Exempt the data connections from scanning, or let the scanner pass on what it holds; let ICMP "fragmentation needed" through; and let data connections rest for minutes, as a server that sorts, checks or fetches from tape does.',
    },
  ],
});
