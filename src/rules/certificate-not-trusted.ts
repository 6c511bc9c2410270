import type { TlsFacts } from '../model/network.js';
import type { Observations } from '../model/observations.js';
import type { Remedy } from '../model/rule.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** What the certificate says that matters for its fault. */
function shown({ authorizationCode, names, subject, issuer, validFrom, validTo }: TlsFacts): string {
  const telling: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED: `It was valid until ${validTo ?? 'an unknown day'}.`,
    CERT_NOT_YET_VALID: `It is valid from ${validFrom ?? 'an unknown day'}.`,
    ERR_TLS_CERT_ALTNAME_INVALID: `It names ${names ?? subject ?? 'nobody'}.`,
  };
  return telling[authorizationCode ?? ''] ?? `Subject ${subject ?? 'unknown'}, issuer ${issuer ?? 'unknown'}.`;
}

/** What the owner of the certificate does about the fault. */
function mend({ target, control }: Observations): Remedy {
  const text: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED:
      'Renew the certificate, and have the FTP server reload it: many keep the old one until a restart.',
    CERT_NOT_YET_VALID: 'Check the clocks of server and client; else wait until the certificate is valid.',
    ERR_TLS_CERT_ALTNAME_INVALID: `Use a certificate whose subject alternative names contain ${target.host}.`,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      'Append the intermediate certificates to the certificate file of the server, in order.',
  };
  return {
    for: 'server admin',
    text:
      text[control.tls.facts?.authorizationCode ?? ''] ??
      'Use a certificate of an issuer that the clients trust, or hand out its root to them.',
  };
}

export default defineRule({
  id: 'certificate-not-trusted',
  kind: 'cause',
  party: 'server',
  title: 'A certificate that cannot be trusted',
  mechanism:
    'The server proves who it is by its certificate. If that has expired, names another host, or no trusted issuer vouches for it, anyone on the way could have made it, so nothing secret is sent and the login does not come about.',
  lookAlikes:
    'A handshake that does not come to its end is tls-handshake-failed. A device that inspects TLS shows a certificate of its own issuer.',
  sources: ['RFC 5280 section 6', 'RFC 9525', 'RFC 4217 section 15.1'],
  judge({ control, target }) {
    const { facts, events } = control.tls;
    if (facts === null) return notApplicable;
    if (facts.authorized) return absent('the certificate is trusted');
    const problem = facts.authorizationError ?? 'no reason was given';
    if (control.login.some(({ command }) => command.startsWith('USER'))) {
      return absent(`accepted by --tls-insecure, although ${problem}`);
    }
    return present({
      confidence: 'proven',
      affects: [],
      summary: `The certificate of ${target.host} is not trusted: ${problem}.`,
      for: [evidence(shown(facts), events)],
      notTested: ['Login and listings: no password is sent to a server that cannot prove who it is.'],
    });
  },
  remedies: (o) => [
    mend(o),
    {
      for: 'client user',
      text: `Connect by the name in the certificate; a private issuer is trusted with --ca FILE. To look further without trust: --tls-insecure.`,
      snippet: `echo | openssl s_client -connect ${o.target.host}:${o.target.port}${o.target.tls === 'explicit' ? ' -starttls ftp' : ''} -showcerts`,
    },
  ],
});
