import { neverCalled, serverErrno } from './callback.js';
import { activeModes, clientNat, eventsOf, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { replyWords } from './words.js';
import { firewallSetting } from './repair.js';

export default defineRule({
  id: 'server-egress-blocked',
  kind: 'cause',
  party: 'server',
  title: 'A server that may not connect out',
  mechanism:
    'In active mode the server opens the data connection. Its own firewall, its container or its cloud security rules forbid connections from the server outwards.',
  lookAlikes:
    'A firewall at the client gives the same silence; an errno in the 425 that only the server itself can have tells them apart (over IPv6 "Permission denied" is none: it also stands for an ICMPv6 error from a firewall).',
  sources: ['RFC 959 section 3.2'],
  judge(o) {
    if (!listingsOf(o).some(({ mode }) => activeModes.includes(mode))) return notApplicable;
    const silent = neverCalled(o);
    if (silent.length === 0) return absent('no callback is missing');
    const told = serverErrno(silent);
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
