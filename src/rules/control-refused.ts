import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { firewallSetting } from './repair.js';
import { controlOpening } from './opening.js';
import { failureWords } from './words.js';

export default defineRule({
  id: 'control-refused',
  kind: 'cause',
  party: 'undetermined',
  title: 'A refused control connection',
  mechanism:
    'A RST or an ICMP port-unreachable answered the SYN: no FTP server listens on this port, or a firewall rejects it.',
  lookAlikes: 'Silence instead of a refusal is control-filtered.',
  sources: ['RFC 9293 section 3.10.7.1', 'RFC 1122 section 3.2.2.1'],
  judge({ control: { tries, remote } }) {
    if (remote !== null) return absent('the control connection opened');
    const refused = tries.filter(({ failure }) => failure?.kind === 'refused' || failure?.kind === 'reset');
    const first = refused[0];
    if (first === undefined) return notApplicable;
    return present({
      confidence: 'proven',
      affects: [],
      summary: `${first.to.host} refuses connections to port ${first.to.port}.`,
      for: refused.map((one) =>
        evidence(`${one.to.host} port ${one.to.port}: ${failureWords(one.failure, one.tookMs)}.`, one.events),
      ),
      notTested: ['Whether the server itself or a firewall before it refuses cannot be seen from here.'],
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: `Check that the FTP server runs and listens on port ${o.target.port}, on the address its clients use.`,
      snippet: `ss -ltnp 'sport = :${o.target.port}'`,
    },
    {
      for: 'firewall admin',
      text: `Let TCP port ${o.target.port} through to the server and forward it where NAT stands before it.`,
      ...firewallSetting(({ letIn }) => letIn?.(controlOpening(o))),
    },
    { for: 'client user', text: 'Check host and port; FTP over implicit TLS usually listens on 990.' },
  ],
});
