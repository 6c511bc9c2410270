import { knowledgeOf } from '../knowledge/servers/index.js';
import { eventsOf, listingsOf, modesOf, passiveModes, setupMeaning } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { firewallSetting, serverSetting } from './repair.js';
import { openingOf } from './opening.js';

/** Enough for a hundred clients at once. */
const larger = { low: 50_000, high: 50_999 };

export default defineRule({
  id: 'passive-range-exhausted',
  kind: 'cause',
  party: 'server',
  title: 'A passive port range without free ports',
  mechanism:
    'The server answers PASV with 421 or 425 because every port of its passive range is in use: too small a range for its clients, ports in TIME_WAIT, or listeners of clients that never came.',
  lookAlikes: 'A permanent refusal (500, 550) is passive-disabled.',
  sources: ['RFC 959 section 4.2.2 (421, 425)', 'RFC 9293 section 3.6.1 (TIME-WAIT)'],
  judge(o) {
    const tried = listingsOf(o).filter(({ mode, setup }) => passiveModes.includes(mode) && setup?.reply != null);
    if (tried.length === 0) return notApplicable;
    const found = tried.filter((one) => setupMeaning(one)?.meaning === 'range-exhausted');
    const first = found[0];
    if (first?.setup == null) return absent('the server found a free passive port each time');
    return present({
      confidence: 'proven',
      affects: modesOf(found),
      summary: `The server has no free passive port: ${replyWords(first.setup)}`,
      for: found.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.mode}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: (o) => {
    const server = o.control.server === null ? null : knowledgeOf(o.control.server.product);
    return [
      {
        for: 'server admin',
        text: `Give the passive range at least ten ports for each client at once: closed connections keep their port for minutes (TIME_WAIT).${server === null ? '' : ` ${server.where}`}`,
        ...serverSetting(o, ({ setRange }) => setRange?.(larger.low, larger.high)),
      },
      {
        for: 'client user',
        text: 'Try again in a minute or two and transfer fewer files at once; active mode needs no port of the range.',
      },
      {
        for: 'firewall admin',
        text: 'Open the larger range as well, first and last port included.',
        ...firewallSetting(({ letIn }) => letIn?.({ ...openingOf(o), range: larger })),
      },
    ];
  },
});
