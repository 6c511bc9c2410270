import { firewallSnippet } from '../knowledge/firewalls/index.js';
import { inspectedPorts } from './inspected-ports.js';
import { allOpened, censusOf, distinctPorts, firstOnly, opensAgain } from './census.js';
import { count, failedListings, list, modesOf, passiveModes, peerSamples } from './facts.js';
import { behindNat, openingOf, rangeToOpen } from './opening.js';
import { serverSetting, whereToSet } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'passive-range-partial',
  kind: 'cause',
  party: 'server-nat',
  title: 'A passive port range that is only partly open',
  mechanism:
    'The range in the server and the range in the firewall or NAT before it differ, so some listings work and others hang, depending on the port the server draws.',
  lookAlikes:
    'The same port open once and closed another time means several servers behind one address. The first connects working and the later ones not means a limit. A single dead port may be one that a device treats specially, such as 5060.',
  sources: ['RFC 959 section 3.2'],
  judge(o) {
    const { samples, open, closed, split, openEvents, closedEvents } = censusOf(o);
    if (samples.length < 2 || open.length === 0) return notApplicable;
    if (closed.length === 0) return allOpened(o);
    const [only = 0] = closed;
    if (closed.length === 1 && inspectedPorts[only] !== undefined)
      return absent(`only port ${only} is closed, which devices inspect`);
    if (opensAgain(o))
      return absent('after a rest the first connects opened again: how many came before counts, not the port');
    if (closed.some((port) => open.includes(port)))
      return undetermined('the same port was open once and closed another time');
    const mixed = passiveModes.some((mode) => {
      const same = samples.filter((one) => one.mode === mode);
      return same.some((one) => one.open) && same.some((one) => !one.open);
    });
    if (!mixed) return undetermined('which ports open follows the command (PASV or EPSV) as well as the port');
    if (!split && firstOnly(o))
      return undetermined('the first connects worked and the later ones did not, as with a limit');
    const failed = failedListings(o, passiveModes).filter(({ failure }) => failure?.during === 'connect');
    const sure = split && !firstOnly(o) && open.length > 1 && closed.length > 1;
    const [low, high] =
      Math.max(...open) < Math.min(...closed)
        ? [Math.max(...open), Math.min(...closed)]
        : [Math.max(...closed), Math.min(...open)];
    return present({
      confidence: 'weighed',
      affects: failed.length > 0 ? modesOf(failed) : [...passiveModes],
      summary: `The passive range is only partly open: ${count(open.length, 'port')} of ${open.length + closed.length} tried can be reached.`,
      for: [
        evidence(`Open: ${list(open.map(String))}.`, openEvents),
        evidence(`Closed: ${list(closed.map(String))}.`, closedEvents),
        ...(split ? [evidence(`The boundary lies between ${low} and ${high}.`)] : []),
      ],
      notTested: sure
        ? []
        : split && firstOnly(o)
          ? [
              'Whether the port decides or the order: the first connects opened and the later ones did not, as with a limit.',
            ]
          : ['More ports would show where the boundary lies: --samples 12.'],
    });
  },
  remedies: (o) => {
    const ports = distinctPorts(peerSamples(o));
    const opening = openingOf(o);
    const { low, high } = opening.range;
    return [
      {
        for: 'firewall admin',
        text: `Open and forward the whole range the server uses; ports from ${ports[0] ?? 0} to ${ports.at(-1) ?? 0} were seen, ${low} to ${high} ${rangeToOpen(o).seen ? 'covers those' : 'is an example'}. What counts is the server's own setting. Mind the last port of the range.`,
        snippet: firewallSnippet(({ letIn, forward }) => (behindNat(o) ? (forward ?? letIn) : letIn)?.(opening)),
      },
      {
        for: 'server admin',
        text: `Set the passive range to exactly what the firewall forwards, first and last port included, and restart the server.${whereToSet(o)}`,
        ...serverSetting(o, ({ setRange }) => setRange?.(low, high)),
      },
      { for: 'client user', text: 'Retrying may draw an open port.' },
    ];
  },
});
