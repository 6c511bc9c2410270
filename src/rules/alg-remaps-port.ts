import { eventsOf, modesOf, setupMeaning, activeModes, listingsOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';

export default defineRule({
  id: 'alg-remaps-port',
  kind: 'cause',
  party: 'path',
  title: 'An ALG that moves the port in PORT',
  mechanism:
    'The port that arrives at the server is not the one the client sent: the ALG found it taken and chose another. Static forwards and firewall rules for the sent port then miss the data connection.',
  lookAlikes: 'A changed address with the same port is ordinary translation.',
  sources: ['RFC 3027 section 4.1'],
  judge(o) {
    const told = listingsOf(o).flatMap((one) => {
      const received = activeModes.includes(one.mode) ? setupMeaning(one)?.received : undefined;
      return received?.port == null || one.advertised === null || one.reached === 'completed'
        ? []
        : [{ one, sent: one.advertised.port, arrived: received.port }];
    });
    if (told.length === 0) return notApplicable;
    const moved = told.filter(({ sent, arrived }) => sent !== arrived);
    const first = moved[0];
    if (first === undefined) return absent('the port in PORT arrived as it was sent');
    return present({
      confidence: 'proven',
      affects: modesOf(moved.map(({ one }) => one)),
      summary: `A device on the way changed the port in ${first.one.mode} from ${first.sent} to ${first.arrived}.`,
      for: moved.flatMap(({ one }) =>
        one.setup === null
          ? []
          : [evidence(`${one.setup.command} was answered with: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
    });
  },
  remedies: () => [
    { for: 'client user', text: 'Use other ports for active mode (--active-ports), or passive mode.' },
    {
      for: 'firewall admin',
      text: 'Free the port on the translator, or switch its FTP ALG off and forward a fixed range.',
    },
  ],
});
