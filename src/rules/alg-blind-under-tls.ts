import type { Observations } from '../model/observations.js';
import { offersCcc } from '../protocol/features.js';
import { activeModes, eventsOf, list, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { blinded, namesOtherAddress, tlsPairs, type TlsPair } from './tls-pair.js';
import { quotedWords } from './words.js';
import { bothOf, firewallSetting, neverBoth, serverSetting } from './repair.js';
import { openingOf } from './opening.js';
import { forwardedAlready } from './two-ends/forwarded.js';

/** Without the pairs in which the server's own address shows, which are hidden-alg-dependence. */
function blind(o: Observations): readonly TlsPair[] {
  const pairs = blinded(o);
  const atServer = pairs.some(namesOtherAddress);
  return pairs.filter(({ tls: { mode } }) => activeModes.includes(mode) || !atServer);
}

function told({ tls, clear }: TlsPair): string {
  const answered =
    tls.setup === null || tls.failure?.during === 'negotiate'
      ? ''
      : `${tls.setup.command} was answered with ${quotedWords(tls.setup)}; `;
  const end = tls.failure?.detail.replace(/\.$/, '') ?? 'no data connection';
  return `${clear.mode} lists in clear; under TLS: ${answered}${end}.`;
}

/** What CCC would do, where the server lists it. */
export function cccRemedy(o: Observations): string {
  return offersCcc(o.control.features ?? [])
    ? ' The server lists CCC: after the login the control connection can go back to clear, so that the ALG reads along again. It costs the protection of every command, file name and reply, which anyone on the way can then read and alter (RFC 4217 section 5).'
    : '';
}

export default defineRule({
  id: 'alg-blind-under-tls',
  kind: 'cause',
  party: 'path',
  title: 'An ALG that TLS blinds',
  mechanism:
    'A NAT or firewall reads the control connection to translate PORT and to open the ports that PORT and 227 name. Under TLS it sees only ciphertext: nothing is translated, no port is opened, and LIST hangs or PORT is refused.',
  lookAlikes:
    'If the data connection opens and its TLS handshake fails, TLS itself is at fault (tls-data-handshake-failed, tls-session-reuse-required). What fails in clear as well is not the doing of TLS.',
  sources: ['RFC 4217 section 12', 'RFC 3027 section 4.1', 'RFC 2663 section 2.9'],
  judge(o) {
    const pairs = tlsPairs(o);
    if (pairs.length === 0) {
      const failing = listingsOf(o).some(({ reached }) => reached !== 'completed');
      if (failing && o.target.tls === 'implicit') {
        return undetermined('this port speaks only TLS, so there is nothing to compare with');
      }
      return failing && o.target.tls !== 'off'
        ? undetermined('no comparison in clear was made: a password that was to go inside TLS is not sent in clear')
        : notApplicable;
    }
    const found = blind(o);
    if (found.length === 0) return absent('nothing works in clear and breaks under TLS before its data connection');
    const failing = found.map(({ tls }) => tls);
    if (o.target.tls === 'off' && failing.every(({ mode }) => activeModes.includes(mode))) {
      return absent('in clear, as asked, active mode works; under TLS its ALG would be blind');
    }
    const modes = list(modesOf(failing));
    return present({
      confidence: 'weighed',
      affects: modesOf(failing),
      summary: `${modes} ${failing.length === 1 ? 'works' : 'work'} in clear and not under TLS on the same server: an ALG on the way does the work in clear, and TLS blinds it.`,
      for: found.map((pair) => evidence(told(pair), eventsOf([pair.clear, pair.tls]))),
      notTested: ['On whose side the ALG stands.'],
    });
  },
  remedies: (o) => {
    const opening = openingOf(o);
    const passive = blind(o).some(({ tls }) => !activeModes.includes(tls.mode));
    return [
      {
        for: 'client user',
        text: `Under TLS use passive mode${passive ? ', once the ports below are open' : ' (EPSV or PASV)'}.${cccRemedy(o)}`,
      },
      ...(passive ? [] : forwardedAlready(o)),
      {
        for: 'firewall admin',
        text: passive
          ? 'Before the server: open its passive range statically, since an ALG cannot open single ports under TLS.'
          : 'Active mode under TLS needs ports forwarded statically to the client (--active-address, --active-ports); an ALG cannot help.',
        ...(passive ? firewallSetting(({ letIn }) => letIn?.(opening)) : {}),
      },
      ...(passive
        ? [
            {
              for: 'firewall admin' as const,
              text: `Before the client, where it may go out only to what an ALG expects: let it out to the same ports of ${opening.outside}.`,
              ...firewallSetting(({ letOut }) => letOut?.(opening)),
            },
            {
              for: 'server admin' as const,
              text: `Announce the right address and pin a small passive range, so that firewalls can open it without an ALG. ${neverBoth(opening.outside)}`,
              ...serverSetting(o, ({ setAddress, setRange }) =>
                bothOf(setAddress?.(opening.outside), setRange?.(opening.range.low, opening.range.high)),
              ),
            },
          ]
        : []),
    ];
  },
});
