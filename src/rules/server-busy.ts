import { quote, refusedLogin } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting } from './repair.js';

export default defineRule({
  id: 'server-busy',
  kind: 'cause',
  party: 'server',
  title: 'A server that takes no more clients',
  mechanism:
    'The server answers 421 or says that there are too many connections: its limit of clients, or of connections from one address, is reached.',
  lookAlikes: 'A refusal of this user or password is login-refused; a 421 that demands TLS is tls-required.',
  sources: ['RFC 959 section 4.2.2 (421)'],
  judge(o) {
    const refused = refusedLogin(o);
    if (refused === null) return o.control.loggedIn ? absent('the login was accepted') : notApplicable;
    const { exchange, code, meaning } = refused;
    if (meaning === 'tls-required' || (code !== 421 && meaning !== 'too-busy')) return absent(quote(exchange));
    return present({
      confidence: 'proven',
      affects: [],
      summary: `The server takes no more clients at the moment (${code}).`,
      for: [evidence(quote(exchange), exchange.events)],
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: 'Try again later; close other FTP connections of this client, also those of other users behind the same NAT.',
    },
    {
      for: 'server admin',
      text: 'Raise the limit of clients or of connections from one address, and look for sessions that hang.',
      ...serverSetting(o, ({ limits }) => limits),
    },
  ],
});
