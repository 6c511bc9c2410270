import { sameAddress } from '../protocol/address.js';
import { openingOf } from './opening.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { span, type Opening } from '../knowledge/firewalls/firewall.js';
import type { Attempt, Observations } from '../model/observations.js';
import type { Judgement } from '../model/rule.js';
import { neverCalled, publicCalledForeign, refusedForAddress } from './callback.js';
import {
  eventsOf,
  failedListings,
  hiddenAtServer,
  list,
  listingMeaning,
  modesOf,
  passiveModes,
  setupMeaning,
} from './facts.js';
import { replyWords } from './words.js';

/** What such a proxy breaks: PORT with an address it hides, and passive ports that lead to it instead of the server. */
function brokenBy(o: Observations, peer: string): readonly Attempt[] {
  const passive = failedListings(o, passiveModes).filter(
    (one) =>
      listingMeaning(one)?.meaning === 'data-peer-rejected' ||
      (one.failure?.during === 'connect' && one.used !== null && sameAddress(one.used.host, peer)),
  );
  return [...passive, ...refusedForAddress(o), ...neverCalled(o)];
}

/** A server that does not tell whom it sees, but that a public address is not it. */
function fromRefusals(o: Observations): Judgement {
  const refused = publicCalledForeign(o);
  const [first] = refused;
  if (first?.setup == null) return notApplicable;
  const received = setupMeaning(first)?.received?.host ?? '';
  return present({
    confidence: 'weighed',
    affects: modesOf(refused),
    summary: `The server calls ${received} foreign, a public address of this client's side: it sees its client at another one, as behind a proxy that hides its clients.`,
    for: refused.flatMap((one) =>
      one.setup === null ? [] : [evidence(`${one.mode}: ${replyWords(one.setup)}`, eventsOf([one]))],
    ),
    notTested: [
      'Which address the server sees: it does not tell. A router before this client that calls out from several public addresses would do the same.',
    ],
  });
}

/** Settings of what stands before a server, so that the server sees its clients; a proxy that has to stay names them. */
function keepingClients({ range, outside }: Opening, port: number): string {
  return [
    '# Docker, in /etc/docker/daemon.json:\n{ "userland-proxy": false }',
    '# Kubernetes:\nkubectl patch service FTP -p \'{"spec":{"externalTrafficPolicy":"Local"}}\'',
    `# HAProxy:\nlisten ftp\n mode tcp\n bind ${outside}:${port}\n bind ${outside}:${span(range)}\n server ftp INSIDE.SERVER send-proxy`,
    `# nginx (stream), once for ${port} and for each port of ${span(range)}:\nserver { listen ${port}; proxy_pass INSIDE.SERVER:${port}; proxy_protocol on; }`,
  ].join('\n');
}

/** What makes a server believe the PROXY protocol; others of the common ones do not know it. */
const PROXY_PROTOCOL = [
  '# ProFTPD (mod_proxy_protocol):\nProxyProtocolEngine on',
  '# SFTPGo:\n"common": { "proxy_protocol": 1, "proxy_allowed": ["PROXY"] }',
].join('\n');

export default defineRule({
  id: 'server-behind-proxy',
  kind: 'cause',
  party: 'server-nat',
  title: 'A proxy before the server that hides its clients',
  mechanism:
    'A proxy or load balancer ends the control connection and opens another one to the server, which then takes the proxy for its client: it refuses the addresses in PORT and the data connections of the real client.',
  lookAlikes:
    'A NAT at the client shows a public address to the server; here the server sees a private one although the client comes from outside, or calls the public one of the client foreign.',
  sources: ['RFC 3135 section 2', 'PROXY protocol specification'],
  judge(o) {
    const { local, remote, seenAs } = o.control;
    if (local === null || remote === null || remote.host === '') return notApplicable;
    if (seenAs === null) return fromRefusals(o);
    if (sameAddress(seenAs.host, local.host)) return absent('the server sees this client at its own address');
    if (!hiddenAtServer(o))
      return absent(`the server sees this client at ${seenAs.host}, which a NAT at the client explains`);
    const failed = brokenBy(o, remote.host);
    if (failed.length === 0) return notApplicable;
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
  remedies: (o) => [
    {
      for: 'firewall admin',
      text: 'Forward the control port and the whole passive range to the server without changing the source address (Kubernetes: externalTrafficPolicy Local; Docker: no userland proxy). Where a proxy has to stay, have it carry the passive range too and name the client in the PROXY protocol.',
      snippet: keepingClients(openingOf(o), o.target.port),
    },
    {
      for: 'server admin',
      text: "Behind a proxy: announce the proxy's address in PASV, forward the range through it, and use the PROXY protocol where the server knows it.",
      snippet: PROXY_PROTOCOL,
    },
  ],
});
