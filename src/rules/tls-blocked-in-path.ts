import { quote } from './login-text.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { failureWords } from './words.js';

export default defineRule({
  id: 'tls-blocked-in-path',
  kind: 'cause',
  party: 'path',
  title: 'A device that keeps FTP from turning to TLS',
  mechanism:
    'A firewall, proxy or attacker on the way lets clear FTP pass and stops AUTH TLS: the packet is dropped, answered by a reset or refused in the name of the server, or text is slipped in before the handshake. A client that falls back to clear hands over its password.',
  lookAlikes:
    'A server without TLS does not list AUTH TLS in FEAT and refuses it by itself (tls-mode-mismatch). A path that is dead drops the neutral command too.',
  sources: ['RFC 4217 sections 4 and 15', 'CVE-2011-0411 (injection before STARTTLS)'],
  judge(o) {
    const { control, target } = o;
    const auth = control.login.find(({ command }) => command === 'AUTH TLS');
    if (target.tls !== 'explicit' || auth === undefined) return notApplicable;
    const { neutral, offered, failure, events } = control.tls;
    if (failure !== null && /in clear before/.test(failure.detail)) {
      return present({
        confidence: 'likely',
        affects: [],
        summary: `Text in clear was slipped in between the reply to AUTH TLS and the handshake; taken on, it would have counted as protected.`,
        for: [evidence(`${failure.detail}.`, [...auth.events, ...events])],
        notTested: ['Whether the server itself sends it: its log, or a connection without this path, would tell.'],
      });
    }
    if (auth.reply !== null && auth.reply.code < 400) return absent(quote(auth));
    const passes = neutral?.reply == null ? null : neutral;
    if (auth.reply !== null) {
      if (offered !== true) return absent('the server does not list AUTH TLS among its features');
      return present({
        confidence: 'likely',
        affects: [],
        summary: 'AUTH TLS is refused although the server lists it among its features.',
        for: [evidence(quote(auth), auth.events), evidence('FEAT, asked on a second connection, lists AUTH TLS.')],
        notTested: ['Whether the server refuses it after all, for want of a usable certificate: its log would tell.'],
      });
    }
    const how = failureWords(auth.failure, auth.tookMs);
    if (passes === null) return undetermined('no neutral command passed in the place of AUTH TLS either');
    return present({
      confidence: 'strong',
      affects: [],
      summary: `AUTH TLS does not get through (${auth.failure?.kind === 'timed-out' ? 'no answer' : (auth.failure?.kind ?? 'unknown')}), while a meaningless command of the same shape does: a device on the way stops it.`,
      for: [
        evidence(`AUTH TLS: ${how}.`, auth.events),
        evidence(`${passes.command} on a second connection: ${passes.reply?.lines.join(' ') ?? ''}`, passes.events),
        ...(offered === true ? [evidence('FEAT, asked on that connection, lists AUTH TLS.')] : []),
      ],
    });
  },
  remedies: ({ target }) => [
    {
      for: 'firewall admin',
      text: 'Let AUTH TLS pass: switch the FTP inspection off for this server, or to a mode that allows FTP over TLS.',
      snippet:
        '# FortiGate:\nconfig firewall ssl-ssh-profile ... set ports 21 (ftps)\n# Cisco ASA:\nno inspect ftp strict',
    },
    {
      for: 'client user',
      text: 'Do not fall back to clear FTP here. Implicit FTPS or another control port may pass where AUTH TLS does not.',
      snippet: `ftpdoctor check ftps://${target.host}`,
    },
    { for: 'server admin', text: 'Offer implicit FTPS on 990 or a second control port beside port 21.' },
  ],
});
