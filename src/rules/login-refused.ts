import { quote, refusedLogin } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'login-refused',
  kind: 'cause',
  party: 'server',
  title: 'A refused login',
  mechanism:
    'The server does not accept this user, password, host name or client address. Nothing can be learnt about data connections before a login, so nothing is said about NAT or firewalls.',
  lookAlikes: 'A limit of clients is server-busy; a demand for TLS is tls-required.',
  sources: ['RFC 959 section 5.4 (530, 332)', 'RFC 7151 section 3.2.2'],
  judge(o) {
    const refused = refusedLogin(o);
    if (refused === null) return o.control.loggedIn ? absent('the login was accepted') : notApplicable;
    const { exchange, code, meaning } = refused;
    if (
      code === 421 ||
      meaning === 'too-busy' ||
      meaning === 'tls-required' ||
      /^(AUTH|PROT)\b/.test(exchange.command)
    ) {
      return absent(quote(exchange));
    }
    const needs = code === 332 ? 'an account (ACCT) beside user and password' : `the login of user ${o.target.user}`;
    return present({
      confidence: 'proven',
      affects: [],
      summary:
        exchange.command === ''
          ? 'The server turns this client away before the login.'
          : code === 332
            ? `The server asks for ${needs}.`
            : `The server refuses ${needs}.`,
      for: [evidence(quote(exchange), exchange.events)],
      notTested: ['Data connections: they cannot be tried before a login. The password was sent once.'],
    });
  },
  remedies: ({ target }) => [
    {
      for: 'client user',
      text: 'Check user and password; several refused logins in a row may lock the account or ban this address.',
      snippet: `ftpdoctor check --user ${target.user} --password-file FILE ${target.host}`,
    },
    {
      for: 'server admin',
      text: 'The server log names the reason: unknown user, wrong password, shell or directory missing, address not allowed.',
    },
  ],
});
