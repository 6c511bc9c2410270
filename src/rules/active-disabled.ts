import { knowledgeOf } from '../knowledge/servers/index.js';
import type { Attempt } from '../model/observations.js';
import { activeModes, eventsOf, list, listingsOf, modesOf, setupMeaning } from './facts.js';
import { refusedInBetween } from './proxy-facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { serverSetting } from './repair.js';

function disabled(attempt: Attempt): boolean {
  const meaning = setupMeaning(attempt)?.meaning;
  if (meaning !== undefined) return meaning === 'active-disabled';
  // A 500 or 501 may judge the address in the command; these do not.
  return [502, 520, 521, 534, 550].includes(attempt.setup?.reply?.code ?? 0);
}

/** EPRT is an extension (RFC 2428): a server that does not know it says nothing about active mode. */
function lacksExtension(attempt: Attempt): boolean {
  return attempt.mode === 'EPRT' && attempt.setup?.reply?.code === 500 && setupMeaning(attempt) === null;
}

export default defineRule({
  id: 'active-disabled',
  kind: 'cause',
  party: 'server',
  title: 'Active mode switched off at the server',
  mechanism: 'The server refuses PORT and EPRT whatever address they name. NAT and firewalls have no part in it.',
  lookAlikes: 'A refusal because of the address in the command is client-nat-without-alg.',
  sources: ['RFC 959 section 4.2.2 (502, 550)'],
  judge(o) {
    const tried = listingsOf(o).filter(
      (one) => activeModes.includes(one.mode) && one.setup?.reply != null && !lacksExtension(one),
    );
    if (tried.length === 0) return notApplicable;
    const refused = tried.filter((one) => disabled(one) && !refusedInBetween(o).includes(one));
    if (refused.length < tried.length) return absent('the server does not refuse active mode as such');
    return present({
      confidence: 'weighed',
      affects: modesOf(refused),
      summary: `The server refuses active mode (${list(modesOf(refused))}).`,
      for: refused.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.mode}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: (o) => {
    const server = o.control.server === null ? null : knowledgeOf(o.control.server.product);
    return [
      { for: 'client user', text: 'Use passive mode (EPSV or PASV).' },
      {
        for: 'server admin',
        text: `Active mode is rarely missed; switch it on only if clients need it.${server === null ? '' : ` ${server.where}`}`,
        ...serverSetting(o, ({ enableActive }) => enableActive),
      },
    ];
  },
});
