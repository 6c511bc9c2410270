import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting } from './repair.js';

export default defineRule({
  id: 'cleartext-login',
  kind: 'risk',
  party: 'server',
  title: 'A password sent in clear',
  mechanism: 'Without TLS, user, password and files cross the network readable by everyone on the way.',
  lookAlikes: 'An anonymous login has no password worth stealing.',
  sources: ['RFC 2577 section 6', 'RFC 4217', 'Microsoft Q283679'],
  judge({ target, control }) {
    const sent = control.login.find(({ command }) => command.startsWith('PASS'));
    if (sent === undefined) return notApplicable;
    if (target.tls !== 'off') return absent('the login went inside TLS');
    if (['anonymous', 'ftp'].includes(target.user.toLowerCase())) return absent('the login was anonymous');
    return present({
      confidence: 'proven',
      affects: [],
      summary: `The password of ${target.user} crossed the network in clear.`,
      for: [evidence('PASS was sent on a connection without TLS.', sent.events)],
    });
  },
  remedies: (o) => {
    const offered = o.control.features?.some((feature) => /^AUTH\b.*TLS/i.test(feature)) === true;
    return [
      {
        for: 'client user',
        text: offered ? 'The server offers AUTH TLS: use explicit FTPS.' : 'Use FTPS, SFTP, HTTPS or WebDAV, or a VPN.',
      },
      {
        for: 'server admin',
        text: 'Offer FTPS and demand it for logins with a password; SFTP, HTTPS or WebDAV and a VPN are the alternatives. Under TLS no ALG can help: announce the right address and open a fixed passive range.',
        ...serverSetting(o, ({ enableTls, requireTls }) => (offered ? requireTls : enableTls)),
      },
    ];
  },
});
