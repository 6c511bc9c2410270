import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { firewallSetting } from './repair.js';
import { controlOpening } from './opening.js';
import { failureWords } from './words.js';

export default defineRule({
  id: 'control-filtered',
  kind: 'cause',
  party: 'undetermined',
  title: 'A control connection that nobody answers',
  mechanism:
    'The SYN to the control port got no answer, or an ICMP error instead of one: a firewall drops it, or the host is down or not routed.',
  lookAlikes:
    'A RST is control-refused. A connection that opens and stays silent is not-an-ftp-server or banner-delayed.',
  sources: ['RFC 9293 section 3.8.3', 'RFC 792'],
  judge({ control: { tries, remote }, cutShort }) {
    if (remote !== null) return absent('the control connection opened');
    if (cutShort === 'interrupted') return notApplicable;
    const silent = tries.filter(({ failure }) => failure?.kind === 'timed-out' || failure?.kind === 'unreachable');
    const first = silent[0];
    if (first === undefined || silent.length < tries.length) return notApplicable;
    return present({
      confidence: cutShort === 'deadline' ? 'likely' : 'proven',
      affects: [],
      summary: `Nobody answers on ${first.to.host} port ${first.to.port}.`,
      for: silent.map((one) =>
        evidence(`${one.to.host} port ${one.to.port}: ${failureWords(one.failure, one.tookMs)}.`, one.events),
      ),
      notTested: ['Which firewall drops the packets, or whether the host is up, cannot be seen from here.'],
    });
  },
  remedies: (o) => [
    ...o.control.tries
      .filter(({ failure }) => failure?.detail === 'ENETUNREACH')
      .slice(0, 1)
      .map(({ to }) => ({
        for: 'client user' as const,
        text: `This machine, or a router on the way, has no route to ${to.host}: check its network connection, default route and VPN.`,
        snippet: `ip route get ${to.host}`,
      })),
    {
      for: 'client user',
      text: 'Check host and port, and whether this network lets FTP out at all (try another server).',
    },
    {
      for: 'firewall admin',
      text: `Let TCP port ${o.target.port} through to the server; answer what is refused with a reject rather than silence.`,
      ...firewallSetting(({ letIn }) => letIn?.(controlOpening(o))),
    },
    { for: 'server admin', text: 'Check that the host is up and that its own firewall admits the port.' },
  ],
});
