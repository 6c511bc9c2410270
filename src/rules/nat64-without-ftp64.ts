import type { Attempt, Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { classify, familyOf } from '../protocol/address.js';
import { refusedForAddress } from './callback.js';
import { eventsOf, failedListings, list, listingsOf, modesOf, setupMeaning } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { replyWords } from './words.js';

/** The PASV over the IPv6 control connection whose reply names an IPv4 address of a host. */
function ipv4Announcement(o: Observations): Attempt | null {
  return (
    o.attempts.find(
      ({ mode, advertised }) =>
        mode === 'PASV' &&
        advertised !== null &&
        familyOf(advertised.host) === 4 &&
        classify(advertised.host).scope !== 'unspecified',
    ) ?? null
  );
}

/** Whether an IPv6 address ends in an IPv4 address, as those that a NAT64 serves do (RFC 6052 section 2.2). */
function embeds(ipv6: string, ipv4: string): boolean {
  const bytes = ipv4.split('.').map((part) => Number(part));
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const tail = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  return bytes.length === 4 && (ipv6.endsWith(`:${tail}`) || ipv6.endsWith(`:${ipv4}`));
}

export default defineRule({
  id: 'nat64-without-ftp64',
  kind: 'cause',
  party: 'path',
  title: 'A NAT64 on the way that does not translate FTP',
  mechanism:
    'The client has IPv6 only, the server IPv4 only, and a NAT64 stands between them. PASV names an IPv4 address the client cannot reach, EPRT an IPv6 address the server does not know. EPSV names no address and works.',
  lookAlikes:
    'A server with IPv6 of its own answers PASV with 0.0.0.0 or a refusal, and sees an IPv6 client. With an FTP64 helper on the NAT64 (RFC 6384) EPRT works.',
  sources: ['RFC 6146', 'RFC 6384 section 3', 'RFC 6052 section 2.1', 'RFC 2428 section 2'],
  judge(o) {
    const { local, remote, seenAs, loggedIn } = o.control;
    if (remote === null || local === null || !loggedIn || familyOf(remote.host) !== 6) return notApplicable;
    const announced = ipv4Announcement(o);
    const seen = seenAs !== null && familyOf(seenAs.host) === 4 ? seenAs : null;
    const named = announced?.advertised?.host ?? null;
    const prefixed = classify(remote.host).scope === 'nat64' || (named !== null && embeds(remote.host, named));
    const failed = [
      ...failedListings(o, ['EPRT']).filter((one) => setupMeaning(one)?.meaning === 'wrong-family'),
      // A server that listens on both families reads EPRT |2| and misses its IPv4 client in it.
      ...(seen === null ? [] : refusedForAddress(o)),
      ...failedListings(o, ['PASV']).filter((one) => one === announced),
    ];
    if (seen === null && announced === null && !prefixed) {
      return absent('nothing shows IPv4 at the other end of this IPv6 connection');
    }
    if (failed.length === 0) {
      const all = listingsOf(o).every(({ reached }) => reached === 'completed');
      return absent(all ? 'every mode lists over it' : 'no mode fails for want of the other family');
    }
    const signs: Evidence[] = [
      ...failed.flatMap((one) =>
        one.setup === null ? [] : [evidence(`${one.setup.command}: ${replyWords(one.setup)}`, eventsOf([one]))],
      ),
      ...(seen === null
        ? []
        : [evidence(`This client is ${local.host}, the server sees ${seen.host} (${seen.where}).`, seen.events)]),
      ...(announced === null || announced.setup === null
        ? []
        : [evidence(`PASV over IPv6 names ${named ?? ''}: ${replyWords(announced.setup)}`, eventsOf([announced]))]),
      ...(prefixed ? [evidence(`${remote.host} is an address that stands for an IPv4 host (RFC 6052).`)] : []),
    ];
    const told = seen !== null || announced !== null;
    return present({
      confidence: told && prefixed ? 'proven' : told ? 'strong' : 'likely',
      affects: modesOf(failed),
      summary: `Between this IPv6 client and the server${named === null ? '' : ` (${named})`} a NAT64 translates packets but not FTP, so ${list(modesOf(failed))} cannot work.`,
      for: signs,
      notTested: prefixed
        ? []
        : [
            'Whether a NAT64 or a proxy changes the family: its prefix is not the well-known one (dig AAAA ipv4only.arpa).',
          ],
    });
  },
  remedies: ({ control }) => [
    {
      for: 'client user',
      text: 'Use EPSV, which names no address. Clients that insist on PASV or PORT need IPv4 here: a 464XLAT (CLAT) or another network.',
      snippet: `curl -v --ftp-pasv "ftp://[${control.remote?.host ?? ''}]/"`,
    },
    {
      for: 'firewall admin',
      text: 'Switch the FTP64 helper of the NAT64 on (RFC 6384) where it has one; Jool and tayga have none. It cannot help under TLS.',
    },
    {
      for: 'server admin',
      text: 'Give the server an IPv6 address of its own (an AAAA record), or make sure EPSV works.',
    },
  ],
});
