import { knowledgeOf } from '../knowledge/servers/index.js';
import type { Attempt } from '../model/observations.js';
import { eventsOf, list, listingsOf, modesOf, passiveModes, setupMeaning } from './facts.js';
import { refusedInBetween } from './proxy-facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { serverSetting } from './repair.js';

/** Refusals that speak of something else than the mode being switched off. */
const otherReasons = [
  'range-exhausted',
  'wrong-family',
  'bind-failed',
  'misconfigured',
  'too-busy',
  'tls-data-required',
  'login',
];

function disabled(attempt: Attempt): boolean {
  const code = attempt.setup?.reply?.code ?? 0;
  const meaning = setupMeaning(attempt)?.meaning;
  if (meaning === 'passive-disabled') return true;
  return code >= 500 && code < 600 && !otherReasons.includes(meaning ?? '');
}

export default defineRule({
  id: 'passive-disabled',
  kind: 'cause',
  party: 'server',
  title: 'Passive mode switched off at the server',
  mechanism: 'The server refuses PASV and EPSV as commands, so no port is ever opened. Firewalls have no part in it.',
  lookAlikes:
    'A range without free ports is answered with 421 or 425. A server that merely lacks EPSV still answers PASV. A device that alters the command makes the server refuse a verb that was not sent.',
  sources: ['RFC 959 section 4.2.2 (500, 502, 550)', 'RFC 1123 section 4.1.2.6 (PASV is mandatory)'],
  judge(o) {
    const tried = listingsOf(o).filter(({ mode, setup }) => passiveModes.includes(mode) && setup?.reply != null);
    if (tried.length === 0) return notApplicable;
    const refused = tried.filter((one) => disabled(one) && !refusedInBetween(o).includes(one));
    if (refused.length < tried.length) return absent('the server answers PASV or EPSV with a port');
    return present({
      confidence: refused.length > 1 ? 'proven' : 'likely',
      affects: modesOf(refused),
      summary: `The server refuses passive mode (${list(modesOf(refused))}).`,
      for: refused.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.mode}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: (o) => {
    const server = o.control.server === null ? null : knowledgeOf(o.control.server.product);
    return [
      {
        for: 'server admin',
        text: `Switch passive mode on and give it a port range that the firewall lets in.${server === null ? '' : ` ${server.where}`}`,
        ...serverSetting(o, ({ enablePassive }) => enablePassive),
      },
      { for: 'client user', text: 'Use active mode, where this client can be reached by the server.' },
    ];
  },
});
