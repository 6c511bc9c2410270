import { eventsOf, list, listingsOf, modesOf, setupMeaning } from './facts.js';
import { refusedInBetween } from './proxy-facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';

export default defineRule({
  id: 'mode-unsupported',
  kind: 'note',
  party: 'server',
  title: 'A mode the server does not know',
  mechanism:
    'The server answers the command with 500, 502, 504 or 522: it lacks the extension, or PASV is not defined for this address family.',
  lookAlikes:
    'If both passive modes or both active modes are refused, the direction is switched off: passive-disabled, active-disabled.',
  sources: ['RFC 959 section 4.2.2', 'RFC 2428 sections 2 and 3'],
  judge(o) {
    const tried = listingsOf(o).filter(({ setup }) => setup?.reply != null);
    if (tried.length === 0) return notApplicable;
    const foreign = refusedInBetween(o);
    const found = tried.filter((one) => {
      const { setup, mode } = one;
      const meaning = setupMeaning(one)?.meaning;
      const listed = o.control.features?.some((feature) => feature.toUpperCase().split(/[ ;]/).includes(mode)) === true;
      // A server that offers the command in FEAT and then does not know it was not asked what we asked.
      return (
        !listed &&
        !foreign.includes(one) &&
        [500, 502, 504, 522].includes(setup?.reply?.code ?? 0) &&
        (meaning === undefined || meaning === 'wrong-family')
      );
    });
    if (found.length === 0) return absent('the server knows every mode that was tried');
    return present({
      confidence: 'strong',
      affects: modesOf(found),
      summary: `The server does not support ${list(modesOf(found))}.`,
      for: found.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.setup.command}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: () => [{ for: 'client user', text: 'Use a mode the server knows; good clients fall back by themselves.' }],
});
