import { eventsOf, list, modesOf } from '../../rules/facts.js';
import { helperSeen } from '../../rules/helper-seen.js';
import { boundTo21, portPairs } from '../../rules/second-port.js';
import { blinded, tlsPairs } from '../../rules/tls-pair.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

/** A lone first letter of a command is swallowed, and both controls of the pair are answered. */
export const helperOnPath = defineSign({
  id: 'linux-helper-on-path',
  group: 'split commands',
  look(o) {
    const { seen: found, why, words, events } = helperSeen(o);
    if (found === null) {
      return notTested(
        o.splits.length === 0 ? 'The split fingerprint of an FTP helper.' : `The pair is discarded: ${why}.`,
      );
    }
    return found
      ? seen(words, events)
      : notSeen('P|WD in two segments is answered: no helper of the Linux kind reads along.', events);
  },
});

/** A mode lists in clear and breaks under TLS before its data connection. */
export const breaksUnderTls = defineSign({
  id: 'lists-in-clear-not-under-tls',
  group: 'clear and TLS',
  look(o) {
    const pairs = tlsPairs(o);
    if (pairs.length === 0) return notTested('The same in clear and under TLS.');
    const found = blinded(o).map(({ tls }) => tls);
    return found.length === 0
      ? notSeen('Nothing lists in clear and breaks under TLS.')
      : seen(`${list(modesOf(found))} works in clear and not under TLS.`, eventsOf(found));
  },
});

/** Active mode works over control port 21 and fails over another port of the same server. */
export const worksOn21Only = defineSign({
  id: 'active-works-on-port-21-only',
  group: 'two control ports',
  look(o) {
    const pairs = portPairs(o);
    if (pairs.length === 0) return notTested('Another control port of the same server (--alt-port).');
    const found = boundTo21(o);
    const events = eventsOf(pairs.flatMap(({ on21, elsewhere }) => [on21, elsewhere]));
    return found.length === 0
      ? notSeen('Active mode fares alike over both control ports.', events)
      : seen('Active mode works over port 21 and not over the other control port.', events);
  },
});
