import { milliseconds } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** Alerts and errors that one side has chosen to send, in the words of OpenSSL. */
const reasons: readonly { says: RegExp; means: string }[] = [
  {
    says: /protocol version|unsupported protocol|no protocols available/i,
    means: 'the two share no TLS version (ftpdoctor speaks 1.2 and 1.3)',
  },
  { says: /handshake failure|no shared cipher|no ciphers/i, means: 'the two share no cipher' },
  { says: /certificate required|bad certificate/i, means: 'the server demands a certificate of the client' },
  { says: /no application protocol/i, means: 'the server accepts none of the application protocols offered (ALPN)' },
  { says: /unrecognized name/i, means: 'the server does not know the name it was asked for (SNI)' },
  { says: /wrong version number|packet length/i, means: 'what came instead of TLS is no TLS' },
];

export default defineRule({
  id: 'tls-handshake-failed',
  kind: 'cause',
  party: 'undetermined',
  title: 'A TLS handshake on the control connection that fails',
  mechanism:
    'The server agreed to TLS, or speaks it from the first byte, but the handshake does not come to its end: the two share no version or cipher, the server breaks off, or a device on the way holds or cuts what it cannot read.',
  lookAlikes:
    'A port that speaks clear FTP is tls-mode-mismatch. A certificate that is shown but not trusted is certificate-not-trusted.',
  sources: ['RFC 8446 section 6', 'RFC 4217 section 4', 'OpenBSD ftp-proxy (line based)'],
  judge({ control }) {
    const { failure, facts, events, handshakeMs } = control.tls;
    if (failure === null) return facts === null ? notApplicable : absent('the handshake succeeded');
    if (control.clearGreetingOnTlsPort !== null && control.login.length === 0) {
      return absent('the port speaks FTP in clear');
    }
    if (/in clear before/.test(failure.detail)) return absent('text in clear came before the handshake');
    const known = reasons.find(({ says }) => says.test(failure.detail));
    const silent = failure.kind === 'timed-out';
    return present({
      confidence: silent || known === undefined ? 'likely' : 'proven',
      ...(known === undefined ? {} : { party: 'server' as const }),
      affects: [],
      summary: silent
        ? `The TLS handshake on the control connection stalls: ${failure.detail}.`
        : `The TLS handshake on the control connection fails: ${known?.means ?? failure.detail}.`,
      for: [evidence(`After ${milliseconds(handshakeMs ?? 0)}: ${failure.detail}.`, events)],
      notTested: silent
        ? ['A path that swallows large packets (pmtu-blackhole): the certificate is the first of them.']
        : known === undefined
          ? ['Whether the server itself or a proxy that reads lines ends the connection (its log would tell).']
          : [],
    });
  },
  remedies: ({ target }) => [
    {
      for: 'server admin',
      text: 'Look into the TLS log of the server: certificate and key readable, TLS 1.2 or 1.3 allowed, no demand for client certificates.',
      snippet: `echo | openssl s_client -connect ${target.host}:${target.port}${target.tls === 'explicit' ? ' -starttls ftp' : ''}`,
    },
    {
      for: 'firewall admin',
      text: 'Exempt this server from FTP proxies and inspection that read commands line by line: they cannot carry TLS.',
    },
    {
      for: 'client user',
      text: 'Try implicit FTPS (port 990) or another control port, which such devices leave alone.',
    },
  ],
});
