import { eventsOf, list, modesOf } from '../../rules/facts.js';
import { callsInPassive, failsOnlyHere, foreignRefusals } from '../../rules/proxy-facts.js';
import { replyWords } from '../../rules/words.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

/** Commands are refused in words that the product behind, by its own account in STAT, does not have. */
export const foreignWords = defineSign({
  id: 'refused-in-words-of-another-program',
  group: 'reply wording',
  look(o) {
    const { product, foreign, own } = foreignRefusals(o);
    if (product === null) return notTested('Whose words the refusals are: the server does not say in STAT what it is.');
    const [first] = foreign;
    if (first?.setup != null)
      return seen(`${first.mode}: ${replyWords(first.setup)}: not in the words of ${product}.`, eventsOf(foreign));
    return own.length === 0 ? notTested() : notSeen(`${product} refuses unknown commands so.`, eventsOf(own));
  },
});

/** After PASV or EPSV the data connection was open, and LIST answered at once that none could be made. */
export const callsInstead = defineSign({
  id: 'no-connection-although-one-is-open',
  group: 'data connect',
  look(o) {
    const calls = callsInPassive(o);
    const [first] = calls;
    if (first?.listing == null) return notTested();
    return seen(`${first.mode}: the data connection is open, and ${replyWords(first.listing)}.`, eventsOf(calls));
  },
});

/** What fails here works over another control port of the same server. */
export const otherPort = defineSign({
  id: 'works-over-another-control-port',
  group: 'two control ports',
  look(o) {
    const pair = failsOnlyHere(o);
    if (pair === null)
      return notTested('Another control port of the same server, which such a proxy may not take (--alt-port).');
    const { here, there, works } = pair;
    const events = eventsOf([...here, ...there]);
    const modes = list(modesOf(here));
    const port = String(there[0]?.controlPort ?? '');
    return works
      ? seen(`Over port ${port} of the same server ${modes} works.`, events)
      : notSeen(`Over port ${port} of the same server ${modes} fails as well.`, events);
  },
});
