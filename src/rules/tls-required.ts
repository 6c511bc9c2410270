import { quote, refusedLogin } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'tls-required',
  kind: 'cause',
  party: 'server',
  title: 'A server that demands TLS before the login',
  mechanism:
    'The server refuses USER or PASS on a connection in clear; the client must send AUTH TLS first (RFC 4217).',
  lookAlikes:
    'A wrong user or password is login-refused. A port that speaks TLS from the first byte is tls-mode-mismatch.',
  sources: ['RFC 4217 section 4', 'RFC 2228 section 3'],
  judge(o) {
    const refused = refusedLogin(o);
    if (refused === null) return o.control.loggedIn ? absent('the login was accepted') : notApplicable;
    if (refused.meaning !== 'tls-required') return absent(quote(refused.exchange));
    return present({
      confidence: 'proven',
      affects: [],
      summary: 'The server accepts logins only inside TLS, and this connection is in clear.',
      for: [evidence(quote(refused.exchange), refused.exchange.events)],
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: 'Use explicit FTPS (AUTH TLS on the same port).',
      snippet: `ftpdoctor check --tls explicit ${o.target.host}`,
    },
    { for: 'server admin', text: 'Nothing is wrong here unless clients in clear are meant to be let in.' },
  ],
});
