import type { Attempt, Observations } from '../model/observations.js';
import type { Judgement, Remedy } from '../model/rule.js';
import { sameAddress } from '../protocol/address.js';
import { eventsOf, failedListings, list, listingMeaning, listingsOf, modesOf, passiveModes } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';
import { serverSetting } from './repair.js';

/** Products that close a data connection from another address without a word and go on waiting (Pure-FTPd's accept loop). */
const silentProducts = ['Pure-FTPd'];

/** Passive listings whose connection opened at such a server while LIST was never answered. */
function ignored(o: Observations): readonly Attempt[] {
  if (!silentProducts.includes(o.control.server?.product ?? '')) return [];
  // The control of the pair: where anything at all opens, opening says nothing.
  if (o.strays.length === 0 || o.strays.some(({ open }) => open)) return [];
  // A connection that did not open, as to a wrong address in 227, says nothing of the server's patience.
  const passive = listingsOf(o).filter(
    ({ mode, reached }) => passiveModes.includes(mode) && (reached === 'opened' || reached === 'completed'),
  );
  const waiting = failedListings(o, passiveModes).filter(
    ({ reached, failure }) => reached === 'opened' && failure?.during === 'list' && failure.kind === 'timed-out',
  );
  return waiting.length === passive.length ? waiting : [];
}

/** Whether the server took the data connection and refused it in words for the address it came from. */
export function refusedForPeer(one: Attempt): boolean {
  return listingMeaning(one)?.meaning === 'data-peer-rejected';
}

/** Data connections that did not leave from the address of the control connection. */
function leftElsewhere({ control: { local } }: Observations, found: readonly Attempt[]): readonly Attempt[] {
  return found.filter(({ from }) => from !== null && local !== null && !sameAddress(from.host, local.host));
}

function inSilence(o: Observations, waiting: readonly Attempt[]): Judgement {
  return present({
    confidence: 'possible',
    affects: modesOf(waiting),
    summary: `${list(modesOf(waiting))} ${waiting.length === 1 ? 'opens' : 'open'} and LIST is never answered: so ${o.control.server?.product ?? 'this server'} behaves where the data connection comes from another address than the control connection.`,
    for: [
      ...waiting.map((one) =>
        evidence(`${one.mode}: opened, then no answer to LIST: ${one.failure?.detail ?? ''}.`, eventsOf([one])),
      ),
      evidence('A port on which nobody listens did not open, so it is the server that takes them.', eventsOf(o.strays)),
    ],
    notTested: [
      'From which address the data connections arrive: the log of the server, or a capture there, would tell.',
    ],
  });
}

const pairedPooling = [
  '# Juniper SRX:\nset security nat source address-persistent',
  '# FortiGate:\n# an IP pool of type fixed-port-range or one-to-one; SD-WAN: a rule by source address',
  '# MikroTik RouterOS:\n# per-connection-classifier=src-address in the place of both-addresses-and-ports',
  '# nftables:\nnft add rule ip nat postrouting oifname WAN snat to FIRST-LAST persistent',
  '# iptables:\niptables -t nat -A POSTROUTING -o WAN -j SNAT --to-source FIRST-LAST --persistent',
].join('\n');

export default defineRule({
  id: 'data-peer-rejected',
  kind: 'cause',
  party: 'path',
  title: 'A data connection that arrives from another address',
  mechanism:
    'The data connection reaches the server from another address than the control connection: a NAT with several public addresses, two internet lines, or a proxy or container bridge in front of the server. The server refuses it as theft.',
  lookAlikes:
    'A data connection that never arrives ends in a timeout. A demand to resume the TLS session is tls-session-reuse-required.',
  sources: ['RFC 4787 REQ-2 (paired address pooling)', 'RFC 2577 section 8', 'RFC 5382'],
  judge(o) {
    const waiting = ignored(o);
    if (waiting.length > 0) return inSilence(o, waiting);
    const answered = listingsOf(o).filter(({ listing }) => listing?.reply != null);
    const found = answered.filter(refusedForPeer);
    const first = found[0];
    if (first?.listing == null) {
      const taken = answered.some(({ mode, reached }) => passiveModes.includes(mode) && reached === 'completed');
      return taken ? absent('the server takes passive data connections of this client') : notApplicable;
    }
    const other = listingMeaning(first)?.received?.host;
    const own = leftElsewhere(o, found);
    const here = own.length === found.length;
    return present({
      confidence: 'weighed',
      // What was recorded elsewhere does not show what stands between that place and the client.
      ...(here && o.origin === null ? { party: 'client' as const } : {}),
      affects: modesOf(found),
      summary:
        here && o.origin === null
          ? `The server refuses the data connection because it left this machine from ${own[0]?.from?.host ?? ''} and the control connection from ${o.control.local?.host ?? ''}.`
          : `The server refuses the data connection because it came from another address${other === undefined ? '' : ` (${other})`} than the control connection.`,
      for: [
        ...found.flatMap((one) =>
          one.listing === null ? [] : [evidence(`${one.mode}: ${replyWords(one.listing)}`, eventsOf([one]))],
        ),
        ...own.map((one) =>
          evidence(
            `It left from ${one.from?.host ?? ''} for ${one.used?.host ?? ''}, the control connection from ${o.control.local?.host ?? ''}.`,
            eventsOf([one]),
          ),
        ),
        ...(o.control.seenAs === null
          ? []
          : [
              evidence(
                `The control connection reaches it from ${o.control.seenAs.host} (${o.control.seenAs.where}).`,
                o.control.seenAs.events,
              ),
            ]),
      ],
      notTested: here
        ? []
        : ['Whose translator it is: one at the client with several addresses, or a proxy before the server.'],
    });
  },
  remedies: (o) => [...ownRoute(o), ...elsewhere(o)],
});

/** What to do where this machine itself sends the two connections by two ways. */
function ownRoute(o: Observations): Remedy[] {
  const local = o.control.local?.host ?? '';
  const [first] = leftElsewhere(o, listingsOf(o).filter(refusedForPeer));
  if (first === undefined) return [];
  return [
    {
      for: 'client user',
      text: `Let both connections leave from one address: bind the client to ${local}, or give the route to ${first.used?.host ?? 'the server'} the way that the control connection takes (a VPN that carries only one of the two does this). EPSV goes to the address of the control connection by itself.`,
      snippet: `curl --interface ${local} ftp://${o.target.host}/\nlftp -e 'set net:socket-bind-ipv4 ${local}' ${o.target.host}`,
    },
  ];
}

function elsewhere(o: Observations): Remedy[] {
  return [
    {
      for: 'firewall admin',
      text: 'Translate all connections of one client to one public address (paired address pooling, sticky WAN); before a server, keep the address of the client (Kubernetes: externalTrafficPolicy Local; Docker: no userland proxy).',
      snippet: pairedPooling,
    },
    {
      for: 'server admin',
      text: 'If that cannot be had, the check can be switched off, at the risk of stolen data connections (RFC 2577 section 8).',
      ...serverSetting(o, ({ relaxPeerCheck }) => relaxPeerCheck),
    },
    { for: 'client user', text: 'Active mode is not concerned where it works.' },
  ];
}
