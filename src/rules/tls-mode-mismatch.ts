import { quote, refusedLogin } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

export default defineRule({
  id: 'tls-mode-mismatch',
  kind: 'cause',
  party: 'server',
  title: 'Clear FTP and TLS meeting on one port',
  mechanism:
    'One side begins in clear and the other with a TLS handshake (implicit FTPS, usually port 990), so both wait or fail at the first byte.',
  lookAlikes: 'A port that is silent and speaks no TLS either is not-an-ftp-server.',
  sources: ['RFC 4217 section 2', 'RFC 8446 section 4.1.2'],
  judge(o) {
    const { control, target } = o;
    if (control.remote === null) return notApplicable;
    const port = `${control.remote.host || target.host} port ${control.remote.port || target.port}`;
    if (control.tlsOnSilentPort === true && target.tls !== 'implicit') {
      return present({
        confidence: 'proven',
        affects: [],
        summary: `${port} expects TLS from the first byte, but it was addressed in clear.`,
        for: [
          evidence('In clear it sends no greeting.', control.greeting?.events ?? []),
          evidence('A TLS handshake on a second connection succeeded.'),
        ],
      });
    }
    if (target.tls === 'implicit' && control.clearGreetingOnTlsPort !== null) {
      return present({
        confidence: 'proven',
        affects: [],
        summary: `${port} speaks FTP in clear, but implicit TLS was asked for.`,
        for: [evidence(`In clear it greets with: ${control.clearGreetingOnTlsPort.split('\n', 1)[0] ?? ''}`)],
      });
    }
    const refused = refusedLogin(o);
    const bare = control.login.find(({ command, reply }) => command === 'PROT P' && (reply?.code ?? 0) >= 300);
    if (bare !== undefined) {
      return present({
        confidence: 'proven',
        affects: [],
        summary: `${port} encrypts the control connection but refuses to encrypt data connections (PROT P).`,
        for: [evidence(quote(bare), bare.events)],
        notTested: ['Listings: they were not tried in clear, because TLS was asked for.'],
      });
    }
    if (control.tls.offered === true) return absent('the server lists AUTH TLS among its features');
    if (target.tls === 'explicit' && refused?.exchange.command === 'AUTH TLS' && refused.code >= 400) {
      return present({
        confidence: 'strong',
        affects: [],
        summary: `${port} refuses AUTH TLS: explicit TLS was asked for and is not offered here.`,
        for: [evidence(quote(refused.exchange), refused.exchange.events)],
        notTested: [
          control.tls.offered === false
            ? 'A device on the way that refuses AUTH in the name of the server would have to strip it from FEAT too.'
            : 'Whether a device on the way refuses AUTH in the name of the server.',
        ],
      });
    }
    return absent('the greeting came in the form that was asked for');
  },
  remedies: ({ target, control }) => [
    {
      for: 'client user',
      text:
        control.tlsOnSilentPort === true
          ? 'Use implicit FTPS on this port, or explicit FTPS on port 21.'
          : 'Use the TLS mode that this port speaks.',
      snippet: `ftpdoctor check --tls ${control.tlsOnSilentPort === true ? 'implicit' : 'off'} --port ${target.port} ${target.host}`,
    },
    {
      for: 'server admin',
      text: 'Offer explicit TLS (AUTH TLS) on port 21; implicit FTPS on 990 is deprecated (RFC 4217 appendix A).',
    },
  ],
});
