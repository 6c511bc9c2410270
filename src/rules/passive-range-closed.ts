import { firewallSnippet } from '../knowledge/firewalls/index.js';
import type { Observations, PortSample } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import {
  count,
  eventsOf,
  failedListings,
  hungUnseen,
  list,
  listingsOf,
  modesOf,
  passiveModes,
  peerSamples,
  portsOf,
} from './facts.js';
import { refusedWhere } from './near-refusal.js';
import { behindNat, openingOf, rangeToOpen } from './opening.js';
import { serverSetting, whereToSet } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { failureWords } from './words.js';

/** The range in the observed values, for remedies: what was seen, not what is configured. */
export function observedRange(o: Observations): { low: number; high: number } | null {
  const ports = portsOf(peerSamples(o));
  const [low] = ports;
  const high = ports.at(-1);
  return low === undefined || high === undefined ? null : { low, high };
}

/** Ports that fared alike in one piece of evidence: ten times the same is read as one fact. */
function alike(peer: string, samples: readonly PortSample[]): Evidence[] {
  const groups = new Map<string, PortSample[]>();
  for (const sample of samples) {
    const how = failureWords(sample.failure, sample.tookMs);
    groups.set(how, [...(groups.get(how) ?? []), sample]);
  }
  return [...groups].map(([how, group]) => {
    const ports = portsOf(group);
    return evidence(
      `${peer} port${ports.length === 1 ? '' : 's'} ${list(ports.map(String))}: ${how}.`,
      eventsOf(group),
    );
  });
}

export default defineRule({
  id: 'passive-range-closed',
  kind: 'cause',
  party: 'undetermined',
  title: 'A passive port range that is closed',
  mechanism:
    'The server opens a passive port for each listing, but the firewall or NAT before it lets only the control port through. The data connection is dropped or refused, and the client hangs on LIST.',
  lookAlikes:
    'If only the address in 227 is wrong, the control peer answers on the same port. If some ports open it is passive-range-partial. A client that may not connect out to high ports sees the same silence, and the same refusals where the round trip is too short to tell from where they come.',
  sources: ['RFC 959 section 3.2', 'RFC 1579'],
  judge(o) {
    if (!listingsOf(o).some(({ mode }) => passiveModes.includes(mode))) return notApplicable;
    const samples = peerSamples(o);
    if (samples.length === 0) {
      return hungUnseen(o).length > 0
        ? undetermined('whether the connection to the passive port opened is not shown')
        : notApplicable;
    }
    const open = samples.filter((one) => one.open);
    if (open.length > 0 && o.strays.some((one) => one.open))
      return undetermined('ports on which nobody listens open as well, so those that opened say nothing');
    if (open.length > 0) return absent(`${count(open.length, 'passive port')} of the control peer opened`);
    const refused = samples.filter(({ failure }) => failure?.kind === 'refused');
    const where = refusedWhere(o, refused);
    if (where === 'near')
      return undetermined('the refusals come from nearer than the server, so no connect shows what its ports would do');
    const all = refused.length === samples.length;
    const ports = portsOf(samples);
    const peer = o.control.remote?.host ?? '';
    const how = all ? 'refused' : refused.length === 0 ? 'not answered' : 'refused or not answered';
    return present({
      // Silence has no sender: from one end nobody can say which side drops (causes.md: "two for drops").
      confidence: 'weighed',
      ...(where === 'far' ? { party: 'server-nat' as const } : {}),
      affects: modesOf(failedListings(o, passiveModes).filter(({ failure }) => failure?.during === 'connect')),
      summary: `None of the passive ports that the server opened could be reached: ${count(ports.length, 'port')} tried on ${peer}, all ${how}.`,
      for: alike(peer, samples),
      notTested: [
        ...(all
          ? []
          : ['Which side drops the packets: silence looks the same from a firewall here and one at the server.']),
        ...(where === 'far'
          ? []
          : ['Whether this client may connect to high ports elsewhere (client-egress-blocked).']),
      ],
    });
  },
  remedies: (o) => {
    const seen = observedRange(o);
    const opening = openingOf(o);
    const { low, high } = opening.range;
    const ports =
      seen === null
        ? 'unknown ports'
        : seen.low === seen.high
          ? `port ${seen.low}`
          : `ports between ${seen.low} and ${seen.high}`;
    // The question of the day: "990 is open, shall I open 989 too?"
    const implicit =
      o.target.tls === 'implicit'
        ? ' Opening 989 does not help: that is only the source port of the server in active mode.'
        : '';
    return [
      {
        for: 'server admin',
        text: `Pin the passive ports to a small range (the server named ${ports}; ${low} to ${high} ${rangeToOpen(o).seen ? 'fits them' : 'stands for the range you choose'}) and open it in the server's own firewall.${whereToSet(o)}`,
        ...serverSetting(o, ({ setRange }) => setRange?.(low, high)),
      },
      {
        for: 'firewall admin',
        text: `Let the same range in. Without TLS an FTP ALG on the control port does as well; with TLS it cannot.${implicit}`,
        snippet: firewallSnippet(({ letIn }) => letIn?.(opening)),
      },
      ...(behindNat(o)
        ? [
            {
              for: 'firewall admin' as const,
              text: `The server stands behind a NAT: forward the range one to one to it as well, the same port outside and inside.`,
              snippet: firewallSnippet(({ forward }) => forward?.(opening)),
            },
          ]
        : []),
      {
        for: 'client user',
        text: listingsOf(o).some(({ mode, reached }) => (mode === 'PORT' || mode === 'EPRT') && reached === 'completed')
          ? 'Use active mode, which works from here.'
          : 'Try from another network: if it lists there, the firewall of this network is in the way.',
      },
    ];
  },
});
