import { eventsOf, failedListings, list, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { letFtpPass, userBlocked } from './user-pair.js';
import { pairEvidence, verbPair } from './verb-pair.js';
import { helperOff } from './repair.js';

export default defineRule({
  id: 'alg-drops-commands',
  kind: 'cause',
  party: 'path',
  title: 'A device that swallows FTP commands',
  mechanism:
    'An ALG on the way drops the packet with a command it cannot parse or does not like. TCP sends it again and again, nobody acknowledges it, and the control connection hangs.',
  lookAlikes:
    'If the command was acknowledged and only the reply is missing it is alg-drops-replies. A path that is down drops the other control connections too.',
  sources: ['Linux nf_conntrack_ftp (partial match)', 'RFC 9293 section 3.8.1'],
  judge(o) {
    const user = userBlocked(o);
    if (user?.how === 'silent') {
      if (user.unackedBytes === 0)
        return undetermined('USER was acknowledged and never answered: the server, or something that drops its reply');
      return present({
        confidence: user.unackedBytes === null ? 'likely' : 'strong',
        affects: [],
        summary: `USER never gets through to port ${o.target.port}, while a meaningless command of the same shape is answered: a device on the way stops FTP there.`,
        for: user.for,
        notTested:
          user.unackedBytes === null
            ? ['Whether USER or its reply is swallowed: this system does not tell what was acknowledged.']
            : [],
      });
    }
    const silent = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(
      ({ failure }) => failure?.during === 'negotiate' && failure.kind === 'timed-out',
    );
    if (silent.length === 0) return notApplicable;
    const pair = verbPair(o);
    const held = silent.flatMap((one) => {
      const queue = o.sendQueues.find(({ experiment }) => experiment === one.experiment);
      return queue === undefined ? [] : [{ one, queue }];
    });
    // Where the system does not tell whether the command was acknowledged, the pair still shows that it is singled out.
    const singledOut = pair?.outcome === 'silent' && pair.telling.every(({ unackedBytes }) => unackedBytes !== 0);
    if (held.length === 0 && !singledOut)
      return undetermined('this system does not tell whether the command was acknowledged');
    const stuck = held.filter(({ queue }) => queue.unackedBytes > 0);
    if (held.length > 0 && stuck.length === 0) return absent('the commands were acknowledged');
    if (pair?.outcome === 'answered')
      return undetermined(`${pair.verb} was answered when it was tried again: it does not happen each time`);
    // A network that went away in the middle is no device that singles out a command.
    const unopened = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).some(
      ({ failure }) => failure?.during === 'control',
    );
    if (unopened && !singledOut) return undetermined('a control connection of another mode did not open either');
    const others = singledOut || listingsOf(o).some(({ setup }) => setup?.reply != null);
    if (!others) return undetermined('no other control connection was alive at the time');
    const lost = held.length === 0 ? silent : stuck.map(({ one }) => one);
    return present({
      confidence: 'weighed',
      affects: modesOf(lost),
      summary: `${list(modesOf(lost))} never reaches the server: a device on the way swallows the command while other control connections work.`,
      for: [
        ...stuck.map(({ one, queue }) =>
          evidence(
            `${one.mode}: ${queue.unackedBytes} bytes unacknowledged after ${queue.retransmits} retransmissions.`,
            [...eventsOf([one]), ...queue.events],
          ),
        ),
        ...(pair?.outcome === 'silent' ? [pairEvidence(pair)] : []),
      ],
      notTested: [
        ...(held.length === 0
          ? ['Whether the command or its reply is swallowed: this system does not tell what was acknowledged.']
          : []),
        ...(pair === null || pair.outcome === 'silent' ? [] : [pairEvidence(pair).text]),
      ],
    });
  },
  remedies: (o) => [
    ...(userBlocked(o) === null ? [] : [{ for: 'firewall admin', ...letFtpPass(o) } as const]),
    {
      for: 'firewall admin',
      text: 'Switch off or update the FTP ALG on the way; it drops what it cannot parse instead of letting it pass.',
      ...helperOff(o),
    },
    { for: 'client user', text: 'Use another mode, or FTP over TLS, which hides the commands from the device.' },
  ],
});
