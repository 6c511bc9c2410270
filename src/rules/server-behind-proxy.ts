import { isInternal, sameAddress } from '../protocol/address.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import type { Attempt, Observations } from '../model/observations.js';
import { neverCalled, refusedForAddress } from './callback.js';
import { eventsOf, failedListings, list, listingMeaning, modesOf, passiveModes } from './facts.js';

/** What such a proxy breaks: PORT with an address it hides, and passive ports that lead to it instead of the server. */
function brokenBy(o: Observations, peer: string): readonly Attempt[] {
  const passive = failedListings(o, passiveModes).filter(
    (one) =>
      listingMeaning(one)?.meaning === 'data-peer-rejected' ||
      (one.failure?.during === 'connect' && one.used !== null && sameAddress(one.used.host, peer)),
  );
  return [...passive, ...refusedForAddress(o), ...neverCalled(o)];
}

export default defineRule({
  id: 'server-behind-proxy',
  kind: 'cause',
  party: 'server-nat',
  title: 'A proxy before the server that hides its clients',
  mechanism:
    'A proxy or load balancer ends the control connection and opens another one to the server, which then takes the proxy for its client: it refuses the addresses in PORT and the data connections of the real client.',
  lookAlikes:
    'A NAT at the client shows a public address to the server; here the server sees a private one although the client comes from outside.',
  sources: ['RFC 3135 section 2', 'PROXY protocol specification'],
  judge(o) {
    const { local, remote, seenAs } = o.control;
    if (local === null || remote === null || remote.host === '' || seenAs === null) return notApplicable;
    if (sameAddress(seenAs.host, local.host)) return absent('the server sees this client at its own address');
    // Someone at a public address, or reaching one, cannot arrive from a private address unless the server side changed it.
    const changed = isInternal(seenAs.host) && !isInternal(remote.host);
    if (!changed) return absent(`the server sees this client at ${seenAs.host}, which a NAT at the client explains`);
    const failed = brokenBy(o, remote.host);
    if (failed.length === 0) return absent('no mode fails for want of the address it hides');
    return present({
      confidence: 'weighed',
      affects: modesOf(failed),
      summary: `The server sees this client as ${seenAs.host}, a private address on its own side: a proxy or translator before the server hides its clients.`,
      for: [
        evidence(
          `${seenAs.where}: ${seenAs.host}; this client is ${local.host} and connected to ${remote.host}.`,
          seenAs.events,
        ),
        evidence(`What it breaks: ${list(modesOf(failed))}.`, eventsOf(failed)),
      ],
    });
  },
  remedies: () => [
    {
      for: 'firewall admin',
      text: 'Forward the control port and the whole passive range to the server without changing the source address (Kubernetes: externalTrafficPolicy Local; Docker: no userland proxy).',
    },
    {
      for: 'server admin',
      text: 'Behind a proxy: announce the proxy’s address in PASV, forward the range through it, and use the PROXY protocol where the server knows it.',
    },
  ],
});
