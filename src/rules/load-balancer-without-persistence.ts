import { span, type Opening } from '../knowledge/firewalls/firewall.js';
import type { Observations, PortSample } from '../model/observations.js';
import type { Judgement } from '../model/rule.js';
import { allOpened, alternates, censusOf, firstOnly, opensAgain, varyingPorts, type Census } from './census.js';
import { count, eventsOf, failedListings, list, modesOf, passiveModes, peerSamples } from './facts.js';
import { openingOf } from './opening.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** Whether each command had one outcome only: then the outcome may follow the command instead of the server. */
function followsCommand(samples: readonly PortSample[]): boolean {
  return (['PASV', 'EPSV'] as const).every((mode) => {
    const outcomes = new Set(samples.filter((one) => one.mode === mode).map(({ open }) => open));
    return outcomes.size < 2;
  });
}

/** No port was named twice, but which of them open shows no order. */
function byTurns(o: Observations, { open, closed, openEvents, closedEvents }: Census): Judgement {
  return present({
    confidence: 'weighed',
    affects: modesOf(failedListings(o, passiveModes)),
    summary: `Open and closed passive ports take turns without a boundary (${open.length} of ${open.length + closed.length} opened): chance decides and not the port, as where connections are spread over several servers.`,
    for: [
      evidence(`Open: ${list(open.map(String))}.`, openEvents),
      evidence(`Closed: ${list(closed.map(String))}.`, closedEvents),
    ],
    notTested: [
      'The same port twice: the server named another each time.',
      'A limit on new connections, and packets lost by chance: other pauses between the connects would tell.',
    ],
  });
}

function apart({ open, closed }: Census): Judgement {
  return open.length + closed.length < 4
    ? undetermined('no port was named twice, and too few ports were tried')
    : absent('the open and the closed ports lie apart, so the port decides');
}

const persistence = ({ outside, range }: Opening, port: number): string =>
  [
    `# nftables:\nnft add rule ip nat prerouting ip daddr ${outside} tcp dport { ${port}, ${span(range)} } dnat to jhash ip saddr mod 2 map { 0 : FIRST, 1 : SECOND }`,
    '# Kubernetes:\nkubectl patch service FTP -p \'{"spec":{"sessionAffinity":"ClientIP","externalTrafficPolicy":"Local"}}\'',
    '# AWS Network Load Balancer:\naws elbv2 modify-target-group-attributes --target-group-arn ARN --attributes Key=stickiness.enabled,Value=true Key=stickiness.type,Value=source_ip',
    '# Azure load balancer:\naz network lb rule update --resource-group GROUP --lb-name LB --name RULE --load-distribution SourceIP',
    `# IPVS:\niptables -t mangle -A PREROUTING -d ${outside} -p tcp -m multiport --dports ${port},${span(range, ':')} -j MARK --set-mark 21\nipvsadm -A -f 21 -s rr -p 1800`,
    '# HAProxy:\nbalance source',
    '# nginx (stream):\nhash $remote_addr consistent;',
  ].join('\n');

export default defineRule({
  id: 'load-balancer-without-persistence',
  kind: 'cause',
  party: 'server-nat',
  title: 'A load balancer that sends data connections elsewhere',
  mechanism:
    'Control and data connections of one session are spread over several servers. The data connection meets a server that never opened the port, so listings fail at random.',
  lookAlikes:
    'In a partly open range each port always has the same outcome; with a limit the first connections work and the later ones do not. Where no port is named twice, open and closed ports in turns are all there is to see, and packets lost by chance look so as well.',
  sources: ['RFC 959 section 3.2'],
  judge(o) {
    const samples = peerSamples(o);
    if (samples.length < 2) return notApplicable;
    const ports = varyingPorts(samples);
    const census = censusOf(o);
    const { open, closed } = census;
    if (open.length === 0) return notApplicable;
    if (closed.length === 0) return allOpened(o);
    if (followsCommand(samples)) return undetermined('the outcome follows the command (PASV or EPSV) as well');
    if (opensAgain(o)) return absent('the first connects opened, and the first after a rest again: a limit');
    if (firstOnly(o)) return undetermined('the first connects worked and the later ones did not, as with a limit');
    if (ports.length === 0) return alternates(census) ? byTurns(o, census) : apart(census);
    const found = samples.filter(({ port }) => ports.includes(port));
    return present({
      confidence: 'weighed',
      affects: modesOf(failedListings(o, passiveModes)),
      summary: `The same passive port is sometimes open and sometimes not (${list(ports.map(String))}): data connections reach different servers.`,
      for: [
        evidence(
          `${count(found.length, 'connect')} to ${list(ports.map(String))}: ${found.filter(({ open }) => open).length} opened, ${found.filter(({ open }) => !open).length} did not.`,
          eventsOf(found),
        ),
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'firewall admin',
      text: 'Keep all connections of one client on one server, over all ports (source-address persistence).',
      snippet: persistence(openingOf(o), o.target.port),
    },
    {
      for: 'server admin',
      text: 'Give each server a passive range of its own and forward each range to its server only.',
    },
  ],
});
