import { evidence, absent, defineRule, notApplicable, present, undetermined } from './rule.js';
import { helperSeen } from './helper-seen.js';
import { portRewritten, rewrittenEvidence } from './port-rewritten.js';
import { count } from './facts.js';
import { answer, swallowed } from './third-party-facts.js';

export default defineRule({
  id: 'alg-present',
  kind: 'note',
  party: 'path',
  title: 'An FTP helper on the way',
  mechanism:
    'A router or firewall on the way reads the FTP commands, translates addresses and opens ports. It helps as long as it understands what it reads; TLS and other control ports end that.',
  lookAlikes:
    'A server that does not bear a command in two segments fails the controls as well, and then nothing is concluded. Helpers of another kind let the pieces pass and are not seen.',
  sources: ['Linux nf_conntrack_ftp (partial match)', 'RFC 2663 section 2.9'],
  judge(o) {
    const { seen, why, stalled, events } = helperSeen(o);
    const { rewritten } = portRewritten(o);
    const police = swallowed(o);
    if (o.splits.length === 0 && rewritten === null && police === null) return notApplicable;
    if (rewritten === null && seen === null && police === null) return undetermined(why);
    if (rewritten === null && seen === false && police === null)
      return absent('no helper that drops the beginning of a command is on the way');
    return present({
      confidence: stalled.length > 1 || rewritten === true ? 'strong' : 'likely',
      affects: [],
      summary: rewritten
        ? 'An FTP helper on the way translates PORT: the server receives another address than this client sends, so its log and the one here differ.'
        : seen !== true && police !== null
          ? `A device on the way reads PORT and does not let one pass that names another host: ${police.asked.command} was never answered, PORT with the address of this client was.`
          : 'An FTP helper of the Linux kind reads this control connection: it swallowed a segment that holds only the first letter of a command.',
      for: [
        ...rewrittenEvidence(o),
        ...(seen === true
          ? [
              evidence(
                `P|WD in two segments was never answered (${count(stalled.length, 'time')} of ${stalled.length}, ${stalled[0]?.unackedBytes ?? 'unknown'} bytes unacknowledged); PW|D and N|OOP were.`,
                events,
              ),
            ]
          : []),
        ...(police === null
          ? []
          : [
              evidence(
                `${police.asked.command}: ${answer(police)}; the server took PORT with our own address.`,
                police.events,
              ),
            ]),
      ],
      notTested: rewritten ? [] : ['On which side it stands: at this client, on the way, or before the server.'],
    });
  },
  remedies: () => [
    {
      for: 'firewall admin',
      text: 'Nothing to mend while it helps. It goes blind under TLS and on control ports it was not told of; a server with a fixed passive range and its public address set does not need it.',
    },
  ],
});
