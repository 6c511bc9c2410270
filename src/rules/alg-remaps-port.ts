import { portsReceived, serverErrno } from './callback.js';
import { eventsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { helperOff } from './repair.js';

export default defineRule({
  id: 'alg-remaps-port',
  kind: 'cause',
  party: 'path',
  title: 'An ALG that moves the port in PORT',
  mechanism:
    'The port that arrives at the server is not the one the client sent: the ALG found it taken and chose another. Static forwards and firewall rules for the sent port then miss the data connection.',
  lookAlikes:
    'A changed address with the same port is ordinary translation. A port that was moved and opened does no harm, and where the server refuses the address the port does not matter.',
  sources: ['RFC 3027 section 4.1', 'Linux nf_nat_ftp (the next free port)'],
  judge(o) {
    const told = portsReceived(o);
    if (told.length === 0) return notApplicable;
    const moved = told.filter(({ sent, arrived }) => sent !== arrived);
    const first = moved[0];
    if (first === undefined) return absent('the port in PORT arrived as it was sent');
    const failed = moved.map(({ attempt }) => attempt);
    if (serverErrno(failed)?.certain === true)
      return absent('the port was moved, and the server says that it could not send out the connection itself');
    return present({
      confidence: 'weighed',
      affects: modesOf(failed),
      summary: `A device on the way changed the port in ${first.attempt.mode} from ${first.sent} to ${first.arrived}, and the data connection to that port failed.`,
      for: moved.map(({ attempt, sent, arrived }) => {
        const said = attempt.listing ?? attempt.setup;
        return evidence(
          `${attempt.mode} named port ${sent}; the server speaks of ${arrived}: ${said === null ? '' : replyWords(said)}`,
          eventsOf([attempt]),
        );
      }),
      notTested: ['Where the data connection ended: at the device that moved the port, or at a filter behind it.'],
    });
  },
  remedies: (o) => [
    { for: 'client user', text: 'Use other ports for active mode (--active-ports), or passive mode.' },
    {
      for: 'firewall admin',
      text: 'Free the port on the translator, or switch its FTP ALG off and forward a fixed range.',
      ...helperOff(o),
    },
  ],
});
