import { lanOf } from '../knowledge/firewalls/firewall.js';
import { firewallSnippet } from '../knowledge/firewalls/index.js';
import type { Attempt, Observations } from '../model/observations.js';
import { isInternal, sameAddress } from '../protocol/address.js';
import { eventsOf, listingOf } from './facts.js';
import { openingOf } from './opening.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';

/**
 * The PASV listing of a client inside the server's network that was sent to the outside address and failed, while a
 * fresh PASV over the inside address listed.
 */
export function sentOutside(o: Observations): { readonly attempt: Attempt; readonly overPeer: Attempt } | null {
  const attempt = listingOf(o, 'PASV');
  const { local, remote } = o.control;
  if (attempt?.advertised == null || attempt.reached === 'completed' || local === null || remote === null) return null;
  if (remote.host === '' || !isInternal(remote.host) || !isInternal(local.host)) return null;
  if (isInternal(attempt.advertised.host) || sameAddress(attempt.advertised.host, remote.host)) return null;
  const overPeer = o.attempts.find(
    ({ experiment, reached }) => experiment === 'passive-pasv-peer' && reached === 'completed',
  );
  return overPeer === undefined ? null : { attempt, overPeer };
}

export default defineRule({
  id: 'hairpin-nat-missing',
  kind: 'cause',
  party: 'server-nat',
  title: 'A NAT that does not lead clients inside back to the server',
  mechanism:
    'The server announces its outside address to everyone. A client inside the same network dials it and meets its own router, which does not reflect the connection back to the server (hairpin NAT).',
  lookAlikes:
    'For a client outside, an address in 227 that does not answer is a stale one: pasv-address-other-host. A server that tells inside from outside clients announces its inside address to this one.',
  sources: ['RFC 4787 section 6 (REQ-9)', 'RFC 5382 section 7.1 (REQ-8)'],
  judge(o) {
    const { local, remote } = o.control;
    if (local === null || remote === null || listingOf(o, 'PASV')?.advertised == null) return notApplicable;
    const found = sentOutside(o);
    if (found === null) return absent('no client inside was sent to an outside address in vain');
    const { attempt, overPeer } = found;
    const outside = attempt.advertised?.host ?? '';
    return present({
      confidence: 'likely',
      affects: ['PASV'],
      summary: `This client reaches the server inside, at ${remote.host}, and is sent to its outside address ${outside}, which does not lead back in from here.`,
      for: [
        evidence(
          `${local.host} and ${remote.host} are both private; the reply to PASV names ${outside}: ${attempt.setup === null ? '' : replyWords(attempt.setup)}`,
          attempt.setup?.events ?? [],
        ),
        evidence(`Connecting there failed: ${attempt.failure?.detail ?? ''}.`, eventsOf([attempt])),
        evidence(`A fresh PASV over ${remote.host} listed the directory.`, eventsOf([overPeer])),
      ],
      notTested: [
        `Whether ${outside} works for clients outside: from here a stale address looks the same (check from another network).`,
      ],
    });
  },
  remedies: (o) => {
    const outside = listingOf(o, 'PASV')?.advertised?.host ?? 'OUTSIDE';
    const opening = { ...openingOf(o), outside, inside: o.control.remote?.host ?? 'INSIDE' };
    return [
      {
        for: 'server admin',
        text: 'Announce the inside address to clients inside: FileZilla Server "Use the local IP for local connections", SFTPGo passive_ip_overrides, pyftpdlib masquerade_address_map, a second vsftpd or ProFTPD VirtualHost for the LAN.',
      },
      {
        for: 'firewall admin',
        text: `Reflect connections from inside to ${outside} back to the server (hairpin NAT), for the control port and the passive range. Clients of the server's own network (${lanOf(opening)}, as far as can be guessed) are masked by the router then, or the answers would go past it: they have to dial ${outside} for the control connection too, as strict servers refuse data from another address.`,
        snippet: firewallSnippet(({ hairpin }) => hairpin?.(opening)),
      },
      { for: 'client user', text: 'Use EPSV, or let the client ignore the address in 227.' },
    ];
  },
});
