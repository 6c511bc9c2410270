import type { Observations } from '../model/observations.js';
import { offers } from '../protocol/features.js';
import { eventsOf, failedListings, list, modesOf } from './facts.js';
import { nearerThanServer } from './near-refusal.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { letFtpPass, userBlocked } from './user-pair.js';
import { pairEvidence, verbPair, type VerbPair } from './verb-pair.js';

/** Whether an end of the connection came from nearer than the server; a server of its own will takes a round trip. */
function cutNearby(o: Observations, { telling }: VerbPair): boolean {
  return nearerThanServer(o, Math.max(...telling.map(({ tookMs }) => tookMs))) === true;
}

const serverItself =
  'Whether the server itself breaks off at this command: its log, or the same command under TLS, would tell.';

const lessStrict = {
  text: 'Inspect FTP without the strict mode for this server, or update the firewall to one that knows RFC 2428. Check Point: the service ftp-basic in the place of ftp; Clavister and D-Link: an FTP ALG without hybrid mode.',
  snippet: '! Cisco ASA: in the class of the policy map\nno inspect ftp strict\ninspect ftp',
};

export default defineRule({
  id: 'alg-strict-inspection',
  kind: 'cause',
  party: 'path',
  title: 'A device that ends the connection at commands it does not like',
  mechanism:
    'A firewall with strict FTP inspection resets the control connection at a command it does not know or finds malformed, such as EPSV or EPRT behind an old inspection. The server never sees it, or answers into a connection that is gone. Firewalls that know applications do the same to USER on other control ports than 21.',
  lookAlikes:
    'A server that refuses a command says so (500, 502) and keeps the connection; a helper of the Linux kind swallows it in silence (alg-drops-commands).',
  sources: [
    'Cisco ASA guide, inspect ftp strict',
    'FortiOS: default port enforcement of applications',
    'RFC 959 section 5.4',
  ],
  judge(o) {
    const user = userBlocked(o);
    if (user?.how === 'cut off') {
      return present({
        confidence: user.near ? 'strong' : 'likely',
        affects: [],
        summary: `The control connection to port ${o.target.port} is cut at USER, before any login, while a meaningless command of the same shape is answered: a device on the way stops FTP there.`,
        for: user.for,
        notTested: user.near ? [] : [serverItself],
      });
    }
    const cut = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(
      ({ failure }) => failure?.during === 'negotiate' && (failure.kind === 'reset' || failure.kind === 'closed'),
    );
    const [first] = cut;
    if (first === undefined) return notApplicable;
    const pair = verbPair(o);
    if (pair === null) return undetermined('the command that ended the connection was not tried again');
    if (pair.outcome === 'answered')
      return absent(`${pair.verb} was answered when it was tried again: it does not happen each time`);
    if (pair.outcome !== 'cut off') return undetermined(pairEvidence(pair).text);
    const near = cutNearby(o, pair);
    const offered = offers(o.control.features ?? [], pair.verb);
    return present({
      confidence: 'weighed',
      affects: modesOf(cut),
      summary: `The control connection is cut at ${list(modesOf(cut))}, while a meaningless command of the same shape is answered: a device on the way inspects FTP strictly.`,
      for: [
        ...cut.map((one) => evidence(`${one.mode}: ${one.failure?.detail ?? ''}`, eventsOf([one]))),
        pairEvidence(pair),
        ...(near ? [evidence('The end came sooner than the server could have answered.', pair.events)] : []),
        ...(offered ? [evidence(`The server lists ${pair.verb} among its features.`)] : []),
      ],
      notTested: near ? [] : [serverItself],
    });
  },
  remedies: (o) => [
    {
      for: 'firewall admin',
      ...(userBlocked(o) === null ? lessStrict : letFtpPass(o)),
    },
    {
      for: 'client user',
      text:
        userBlocked(o) === null
          ? 'Use a mode that passes (PASV where EPSV is cut off), or FTP over TLS, which hides the commands.'
          : `${o.target.port === 21 ? 'Use' : 'Use port 21 where the server answers there, or'} FTP over TLS, which hides the commands.`,
      snippet: `ftpdoctor check ftpes://${o.target.host}${o.target.port === 21 ? '' : `:${o.target.port}`}`,
    },
  ],
});
