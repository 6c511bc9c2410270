import { allOpened, censusOf, opensAgain, restedSamples } from './census.js';
import { count, eventsOf, failedListings, list, modesOf, passiveModes, peerSamples } from './facts.js';
import { serverRepairs, snippetOf } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'connection-limit',
  kind: 'cause',
  party: 'server',
  title: 'A limit on data connections',
  mechanism:
    'The server or a firewall before it lets in so many new connections of one client and drops the next, until a while has passed. The first listings work and the later ones hang, whatever their port.',
  lookAlikes:
    'In a partly open range the port decides, and a port that was closed stays so. Behind a load balancer the same port is open and closed in no order.',
  sources: ['vsftpd.conf(5) max_per_ip', 'nft(8) ct count, limit rate'],
  judge(o) {
    const { open, closed } = censusOf(o);
    if (peerSamples(o).length < 2 || open.length === 0) return notApplicable;
    if (closed.length === 0) return allOpened(o);
    const rested = restedSamples(o);
    if (!opensAgain(o))
      return rested.length > 0 && rested.every((one) => !one.open)
        ? undetermined('nothing opened after a rest either; a longer one was not tried')
        : absent('the outcomes do not follow the order of the connects');
    const before = peerSamples(o).filter((one) => !rested.includes(one));
    const passed = before.filter((one) => one.open);
    const dropped = before.filter((one) => !one.open);
    return present({
      confidence: 'weighed',
      affects: modesOf(failedListings(o, passiveModes)),
      summary: `The first ${count(passed.length, 'data connection')} opened, the next ${dropped.length} did not, and after a rest the first opened again: somebody limits how many there may be.`,
      for: [
        evidence(`Opened first: ${list(passed.map(({ port }) => String(port)))}.`, eventsOf(passed)),
        evidence(`Not opened after that: ${list(dropped.map(({ port }) => String(port)))}.`, eventsOf(dropped)),
        evidence(
          `After the rest: ${list(rested.map(({ port, open: again }) => `${port} ${again ? 'opened' : 'did not open'}`))}.`,
          eventsOf(rested),
        ),
      ],
      notTested: [
        'Whether the server counts or a firewall before it, and whether it counts open connections or new ones in a time.',
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'firewall admin',
      text: 'Raise or lift the limit of new connections of one address to the passive ports; each listing and each file takes one.',
      snippet:
        '# look for such rules\nnft list ruleset | grep -nE "ct count|limit rate|meter"\niptables -S | grep -nE "connlimit|hashlimit|recent"',
    },
    {
      for: 'server admin',
      text: 'Raise the limit of connections of one address in the server.',
      ...snippetOf(serverRepairs(o)?.limits),
    },
    { for: 'client user', text: 'Use fewer connections at a time and pause between transfers.' },
  ],
});
