import { classifyForeignGreeting, isFtpGreeting } from '../protocol/server-text.js';
import { milliseconds } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** The beginning of a greeting in FTP (RFC 959 section 5.4), also where no more than its first digits came. */
const greetingBegun = /^(?:220|22?$)/;

const names: Readonly<Record<string, string>> = {
  ssh: 'an SSH server (SFTP is another protocol, on this port)',
  http: 'an HTTP server',
  smtp: 'a mail server (SMTP)',
  pop3: 'a mail server (POP3)',
  imap: 'a mail server (IMAP)',
  tls: 'a TLS service',
  other: 'something else',
};

export default defineRule({
  id: 'not-an-ftp-server',
  kind: 'cause',
  party: 'server',
  title: 'Another service on the control port',
  mechanism:
    'An FTP server greets with a 220 line as soon as the connection opens. Here something else greeted, or nothing did.',
  lookAlikes:
    'A greeting that only comes late is banner-delayed; a TLS service on a port addressed in clear is tls-mode-mismatch.',
  sources: ['RFC 959 section 5.4', 'RFC 4253 section 4.2', 'RFC 9112'],
  judge({ control, target, cutShort }) {
    const { remote, greeting, foreignGreeting, tlsOnSilentPort } = control;
    if (remote === null || cutShort === 'interrupted') return notApplicable;
    const port = `${remote.host || target.host} port ${remote.port || target.port}`;
    if (foreignGreeting !== null) {
      const { text, events } = foreignGreeting;
      const service = classifyForeignGreeting(text);
      const said = (text.split('\n', 1)[0] ?? '').slice(0, 120).trim();
      if (service === 'other' && greetingBegun.test(text)) {
        return present({
          confidence: 'likely',
          affects: [],
          summary: `${port} begins an FTP greeting but does not come to its end.`,
          for: [evidence(`It began: ${said}`, events)],
          notTested: ['A greeting that is only long or slow: try a longer --timeout.'],
        });
      }
      return present({
        confidence: 'proven',
        affects: [],
        summary: `On ${port} stands ${names[service] ?? 'something else'}, not an FTP server.`,
        for: [evidence(said === '' ? 'It sent nothing but line ends.' : `It said: ${said}`, events)],
      });
    }
    if (greeting?.reply) {
      if (isFtpGreeting(greeting.reply)) return absent('the server greeted in FTP');
      return present({
        confidence: 'proven',
        affects: [],
        summary: `On ${port} stands ${names['smtp'] ?? ''}, not an FTP server.`,
        for: [evidence(`It said: ${greeting.reply.lines[0] ?? ''}`, greeting.events)],
      });
    }
    if (greeting === null || tlsOnSilentPort === true || target.tls === 'implicit') return notApplicable;
    if (cutShort === 'deadline') return undetermined('the deadline came before a greeting');
    const silent = greeting.failure?.kind === 'timed-out';
    const ended = greeting.failure?.kind === 'closed' || greeting.failure?.kind === 'reset';
    return present({
      confidence: silent ? 'likely' : 'possible',
      affects: [],
      summary: silent
        ? `${port} accepts connections but sends no FTP greeting within ${milliseconds(target.timeoutMs)}.`
        : `${port} accepts connections${ended ? ' and ends them without an FTP greeting' : ' but sends no FTP greeting'}.`,
      for: [evidence(`After the connection opened: ${greeting.failure?.detail ?? 'no greeting'}.`, greeting.events)],
      notTested: silent
        ? ['A greeting later than the timeout (reverse DNS or ident look-ups, banner-delayed): try a longer --timeout.']
        : ended
          ? ['An FTP server that drops this client before greeting it (address ban, TCP wrappers).']
          : [],
    });
  },
  remedies: ({ target }) => [
    {
      for: 'client user',
      text: `Check host and port ${target.port}: FTP is usually on 21, FTP over implicit TLS on 990; for an SSH server use an SFTP client.`,
    },
    { for: 'firewall admin', text: 'Check that the port forward leads to the FTP server and not to another service.' },
  ],
});
