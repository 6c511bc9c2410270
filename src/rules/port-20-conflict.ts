import { activeModes, eventsOf, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import type { Attempt, Exchange } from '../model/observations.js';
import { serverSetting } from './repair.js';

const taken = /vsf_sysutil_bind|address already in use|could not bind.{0,40}port 20/i;

function words({ setup, listing }: Attempt): Exchange | undefined {
  return [listing, setup].find(
    (exchange): exchange is Exchange => exchange !== null && taken.test(replyWords(exchange)),
  );
}

export default defineRule({
  id: 'port-20-conflict',
  kind: 'cause',
  party: 'server',
  title: 'A server that cannot use port 20 for active mode',
  mechanism:
    'The server must open its data connection from port 20 (RFC 959 default), but the same pair of ports is still in TIME_WAIT, or it lacks the privilege to bind the port (vsftpd with port_promiscuous=YES always does).',
  lookAlikes: 'A callback that is dropped on the way ends without such a text.',
  sources: ['RFC 959 section 3.3', 'RFC 1123 section 4.1.2.5'],
  judge(o) {
    const tried = listingsOf(o).filter(({ mode }) => activeModes.includes(mode));
    if (tried.length === 0) return notApplicable;
    const found = tried.filter((one) => one.reached !== 'completed' && words(one) !== undefined);
    const [first] = found;
    const said = first === undefined ? undefined : words(first);
    if (said === undefined) return absent('the server does not complain about its source port');
    return present({
      confidence: 'proven',
      affects: modesOf(found),
      summary: `The server cannot bind its source port for active mode: ${replyWords(said)}`,
      for: [evidence(replyWords(said), eventsOf(found))],
    });
  },
  remedies: (o) => [
    { for: 'client user', text: 'Use a new local port for each transfer, or passive mode.' },
    {
      for: 'server admin',
      text: 'Let active data connections leave from any port.',
      ...serverSetting(o, ({ anySourcePort }) => anySourcePort),
    },
  ],
});
