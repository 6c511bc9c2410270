import { eventsOf, failedListings, list, modesOf, passiveModes } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { pairEvidence, verbPair } from './verb-pair.js';
import { helperOff } from './repair.js';

export default defineRule({
  id: 'alg-drops-replies',
  kind: 'cause',
  party: 'path',
  title: 'A device that swallows the reply to PASV or EPSV',
  mechanism:
    'The server received the command (TCP acknowledged it), but its 227 or 229 never arrives: an ALG on the way cannot parse the reply, for instance because of a digit before the address, and drops the packet.',
  lookAlikes:
    'A command that was dropped on its way stays unacknowledged: alg-drops-commands. A server that hangs answers nothing else either.',
  sources: ['Linux nf_conntrack_ftp (partial match)', 'RFC 1123 section 4.1.2.6'],
  judge(o) {
    const silent = failedListings(o, passiveModes).filter(
      // Under TLS no device can tell this reply from any other.
      ({ failure, encrypted }) => !encrypted && failure?.during === 'negotiate' && failure.kind === 'timed-out',
    );
    if (silent.length === 0) return notApplicable;
    const known = silent.flatMap((one) => {
      const queue = o.sendQueues.find(({ experiment }) => experiment === one.experiment);
      return queue === undefined ? [] : [{ one, queue }];
    });
    if (known.length === 0) return undetermined('this system does not tell whether the command was acknowledged');
    const acknowledged = known.filter(({ queue }) => queue.unackedBytes === 0);
    const [first] = acknowledged;
    if (first === undefined) return absent('the command itself was not acknowledged');
    const pair = verbPair(o);
    if (pair?.outcome === 'answered')
      return undetermined(`${pair.verb} was answered when it was tried again: it does not happen each time`);
    return present({
      confidence: 'weighed',
      affects: modesOf(acknowledged.map(({ one }) => one)),
      summary: `The server got ${list(modesOf(acknowledged.map(({ one }) => one)))} but its reply never arrives: a device on the way swallows it.`,
      for: [
        ...acknowledged.map(({ one, queue }) =>
          evidence(`${one.mode}: acknowledged, no reply for ${o.target.timeoutMs} ms.`, [
            ...eventsOf([one]),
            ...queue.events,
          ]),
        ),
        ...(pair?.outcome === 'silent' ? [pairEvidence(pair)] : []),
      ],
      notTested: [
        'Whether the reply ever left the server: its log or a capture there would tell.',
        ...(pair === null || pair.outcome === 'silent' ? [] : [pairEvidence(pair).text]),
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Use the usual text, "227 Entering Passive Mode (h1,h2,h3,h4,p1,p2)", without digits before the address.',
    },
    {
      for: 'firewall admin',
      text: 'Switch off or update the FTP ALG, and open the passive range of the server instead.',
      ...helperOff(o),
    },
    { for: 'client user', text: 'FTP over TLS hides the reply from the device.' },
  ],
});
