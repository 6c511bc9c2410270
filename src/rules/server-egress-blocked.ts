import type { Attempt, Observations } from '../model/observations.js';
import type { Judgement } from '../model/rule.js';
import { neverCalled, serverErrno, whereNoneIsMissing } from './callback.js';
import { activeModes, clientNat, eventsOf, list, listingsOf, milliseconds, modesOf } from './facts.js';
import { timesEvidence } from './callback-times.js';
import { refusedAtServer } from './refused-at-server.js';
import { defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { replyWords } from './words.js';
import { firewallSetting } from './repair.js';

/** No errno, but a time in which the call cannot have come here and been answered. */
function byTime(o: Observations, soon: readonly Attempt[], silent: readonly Attempt[]): Judgement {
  const took = (one: Attempt): string => milliseconds((one.listing ?? one.setup)?.tookMs ?? 0);
  const rtt = milliseconds(o.control.rttMs ?? 0);
  return present({
    confidence: 'weighed',
    affects: modesOf(silent),
    summary: `The call of the server for active mode is refused at its own end: it gives up after ${list(soon.map(took))}, and one way here and back takes ${rtt}.`,
    for: [
      ...soon.map((one) => {
        const last = one.listing ?? one.setup;
        return evidence(
          `${one.mode}: ${last === null ? '' : replyWords(last)} after ${took(one)}; a call that this end refuses costs two round trips of ${rtt}.`,
          eventsOf([one]),
        );
      }),
      ...timesEvidence(o),
    ],
    notTested: ['Whether the server itself is forbidden to connect out, or a firewall beside it refuses for it.'],
  });
}

export default defineRule({
  id: 'server-egress-blocked',
  kind: 'cause',
  party: 'server',
  title: 'A server that may not connect out',
  mechanism:
    'In active mode the server opens the data connection. Its own firewall, its container or its cloud security rules forbid connections from the server outwards.',
  lookAlikes:
    'A firewall at the client gives the same silence; an errno in the 425 that only the server itself can have tells them apart, and so does a refusal after a single round trip, in which the call cannot have come here (over IPv6 "Permission denied" is none: it also stands for an ICMPv6 error from a firewall).',
  sources: ['RFC 959 section 3.2'],
  judge(o) {
    if (!listingsOf(o).some(({ mode }) => activeModes.includes(mode))) return notApplicable;
    const silent = neverCalled(o);
    if (silent.length === 0) return whereNoneIsMissing(o);
    const told = serverErrno(silent);
    const { attempts: soon } = refusedAtServer(o);
    if (told === null && soon.length > 0) return byTime(o, soon, silent);
    if (told === null) {
      return clientNat(o).nat === true
        ? undetermined('NAT at the client explains the missing callback as well')
        : undetermined('from one end this looks like a firewall at the client');
    }
    const listing = told.attempt.listing ?? told.attempt.setup;
    return present({
      confidence: 'weighed',
      affects: modesOf(silent),
      summary: `The server cannot connect out for active mode: ${told.text}.`,
      for: [evidence(listing === null ? told.text : replyWords(listing), eventsOf(silent))],
      notTested: told.certain
        ? []
        : ['Whether the server itself lacks the route, or a router on the way says so by ICMP: both read the same.'],
    });
  },
  remedies: () => [
    { for: 'client user', text: 'Use passive mode (EPSV or PASV).' },
    {
      for: 'server admin',
      text: 'Let the server connect out from TCP source port 20 (and the FTP daemon from any port), and give it a route to its clients.',
    },
    {
      for: 'firewall admin',
      text: 'Allow new TCP connections from the server to its clients, or leave active mode switched off for good. The commands let calls from port 20 out, which most servers use.',
      ...firewallSetting(({ callOut }) => callOut),
    },
  ],
});
