import { firewallSnippet } from '../knowledge/firewalls/index.js';
import { activeModes, clientNat, eventsOf, list, listingsOf, modesOf } from './facts.js';
import { fingerprintOf } from './helper-seen.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { boundTo21, overSecondPort, portPairs, wantsAlg } from './second-port.js';
import { replyWords } from './words.js';

export default defineRule({
  id: 'alg-bound-to-port-21',
  kind: 'cause',
  party: 'client-nat',
  title: 'An ALG that looks at control port 21 only',
  mechanism:
    'The NAT of the client translates PORT and opens the port it names, but only on control connections to port 21. On any other control port the command passes untouched, and the server gets an address it refuses or cannot reach.',
  lookAlikes:
    'Without any ALG active mode fails on port 21 as well: client-nat-without-alg. A server that allows active mode on one of its ports only says so in its refusal.',
  sources: ['RFC 3027 section 4.1', 'Linux nf_conntrack_ftp (ports)'],
  judge(o) {
    const tried = overSecondPort(o);
    if (tried.length === 0) {
      const asked = o.runs.some(({ experiment, status }) => experiment === 'alternate-port' && status !== 'ran');
      return asked ? undetermined('the second control port let nobody in, so the pair is discarded') : notApplicable;
    }
    const pairs = portPairs(o);
    if (pairs.length === 0) return undetermined('no active mode was tried over port 21 and over another port');
    const found = boundTo21(o);
    const [first] = found;
    if (first === undefined) return absent('active mode does not work over port 21 and fail over the other port');
    if (clientNat(o).nat === false) return absent('no NAT stands before this client');
    const { elsewhere, on21 } = first;
    const alike = listingsOf(o).filter(
      (one) => one.controlPort === elsewhere.controlPort && activeModes.includes(one.mode) && wantsAlg(one),
    );
    const failing = modesOf([...found.map((pair) => pair.elsewhere), ...alike]);
    const [over21, beyond] = [fingerprintOf(o, 21), fingerprintOf(o, elsewhere.controlPort)];
    const reads21Only = over21.seen === true && beyond.seen === false;
    const said = elsewhere.listing ?? elsewhere.setup;
    return present({
      confidence: 'weighed',
      affects: failing,
      summary: `${list(modesOf(found.map((pair) => pair.on21)))} works over control port 21 and fails over ${elsewhere.controlPort}: the ALG of the NAT before this client looks at port 21 only.`,
      for: [
        evidence(`Over port 21: ${on21.mode} listed the directory.`, eventsOf([on21])),
        evidence(
          `Over port ${elsewhere.controlPort}: ${said === null ? (elsewhere.failure?.detail ?? '') : replyWords(said)}`,
          eventsOf([elsewhere]),
        ),
        ...tried
          .filter(({ mode, reached }) => (mode === 'PASV' || mode === 'EPSV') && reached === 'completed')
          .map((one) =>
            evidence(`Control: ${one.mode} over port ${one.controlPort} listed the directory.`, eventsOf([one])),
          ),
        ...(reads21Only
          ? [
              evidence(`Over port 21: ${over21.words} Over port ${elsewhere.controlPort} all of them were.`, [
                ...over21.events,
                ...beyond.events,
              ]),
            ]
          : []),
      ],
      notTested: reads21Only ? [] : ['Each port more than once.'],
    });
  },
  remedies: (o) => {
    const port = boundTo21(o)[0]?.elsewhere.controlPort ?? 2121;
    return [
      { for: 'client user', text: 'Use passive mode over that port, or port 21.' },
      {
        for: 'firewall admin',
        text: `Tell the FTP helper of the NAT about control port ${port}.`,
        snippet: firewallSnippet(({ helperOn }) => helperOn?.(port)),
      },
      { for: 'server admin', text: 'Offer the service on port 21 for clients that need active mode.' },
    ];
  },
});
