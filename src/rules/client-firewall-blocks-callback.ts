import { formatEndpoint } from '../protocol/address.js';
import { neverCalled, portMoved, serverErrno, whereNoneIsMissing } from './callback.js';
import { activeModes, clientNat, eventsOf, listingMeaning, listingsOf, milliseconds, modesOf } from './facts.js';
import { timesEvidence } from './callback-times.js';
import { helperSeen, refusedAtSecondSyn } from './helper-seen.js';
import { refusedAtServer } from './refused-at-server.js';
import { portRewritten, rewrittenEvidence } from './port-rewritten.js';
import { blinded } from './tls-pair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { firewallSetting } from './repair.js';
import { failureWords } from './words.js';
import type { Attempt } from '../model/observations.js';

/** Small, and easy to remember. */
const range = { low: 50_200, high: 50_220 };

/** What came in the place of the callback; an attempt that was refused quotes the server, whose words end the sentence. */
function whatCame({ failure, dialMs, durationMs }: Attempt): string {
  const took = dialMs ?? durationMs;
  return failure?.kind === 'rejected' && failure.reply !== null
    ? `after ${milliseconds(took)}: ${failure.reply.replace(/\.$/, '')}`
    : failureWords(failure, took);
}

export default defineRule({
  id: 'client-firewall-blocks-callback',
  kind: 'cause',
  party: 'client',
  title: 'A firewall at the client that blocks the callback',
  mechanism:
    'The server accepts PORT with the right address and connects back, but the firewall of the client or of its network drops or refuses the incoming connection.',
  lookAlikes:
    'Behind NAT the address in PORT is wrong first (client-nat-without-alg). A server that cannot connect out at all looks the same unless its 425 carries an errno (server-egress-blocked).',
  sources: ['RFC 959 section 3.2', 'RFC 1579'],
  judge(o) {
    const { control, target } = o;
    if (!listingsOf(o).some(({ mode }) => activeModes.includes(mode))) return notApplicable;
    const silent = neverCalled(o);
    if (control.local === null) {
      return silent.length > 0 ? undetermined("this client's address is not shown") : notApplicable;
    }
    const first = silent[0];
    if (first === undefined) return whereNoneIsMissing(o);
    if (blinded(o).some(({ tls }) => activeModes.includes(tls.mode))) {
      return absent('in clear the callback arrives, so an ALG lets it in, and TLS blinds it');
    }
    if (target.activeAddress !== null) return undetermined('the address to announce was given by --active-address');
    if (portMoved(o)) return undetermined('the port in PORT was changed on the way, which explains it');
    const errno = serverErrno(silent);
    if (errno !== null) return absent(`the server says why it could not connect: ${errno.text}`);
    if (refusedAtServer(o).attempts.length > 0)
      return absent('the call was refused sooner than it could have come here');
    const { nat, told } = clientNat(o);
    const { rewritten } = portRewritten(o);
    const { seen } = helperSeen(o);
    if (nat === true && rewritten === null && seen !== true)
      return undetermined('NAT stands before this client, so the address in PORT is in question first');
    if (nat === true && refusedAtSecondSyn(o).length > 0)
      return undetermined(
        'the callback was refused at its second try, as a router does that expects it and lets it not pass',
      );
    const refusal = silent.map(listingMeaning).find((meaning) => meaning?.errno !== undefined);
    return present({
      confidence: 'weighed',
      affects: modesOf(silent),
      summary: `The server accepted ${first.mode} but its data connection never arrived at ${formatEndpoint(first.used ?? control.local)}.`,
      for: [
        ...silent.map((one) => evidence(`${one.mode}: accepted, then ${whatCame(one)}.`, eventsOf([one]))),
        ...timesEvidence(o),
        ...rewrittenEvidence(o),
        ...(told && nat === false && control.seenAs !== null
          ? [
              evidence(
                `The server sees this client at ${control.seenAs.host}, its own address: no NAT lies between.`,
                control.seenAs.events,
              ),
            ]
          : []),
        ...(refusal?.errno === undefined ? [] : [evidence(`The server was told: ${refusal.errno}.`)]),
      ],
      notTested: [
        ...(nat === true
          ? ['Whether the router that expects the callback lets it pass (ct state related): a rule on it may drop it.']
          : []),
        'Whether the server can connect out at all (server-egress-blocked): another client of this server would tell.',
      ],
    });
  },
  remedies: (o) => [
    { for: 'client user', text: 'Use passive mode, or allow the FTP program to accept incoming connections.' },
    {
      for: 'firewall admin',
      text: `Let TCP from ${o.control.remote?.host ?? 'the server'} (source port 20 with many servers) in to the ports of the client's active range, and pin that range (here --active-ports ${range.low}-${range.high}).`,
      ...firewallSetting(({ admit }) => admit?.({ range, outside: o.control.remote?.host ?? 'SERVER', inside: '' })),
    },
  ],
});
