import type { Observations } from '../model/observations.js';
import type { Judgement, Remedy } from '../model/rule.js';
import type { Mode } from '../model/target.js';
import { knowledgeOf } from '../knowledge/servers/index.js';
import { classify, formatEndpoint, isInternal, sameAddress } from '../protocol/address.js';
import {
  type Announcement,
  announcementOf,
  deadAtPeerToo,
  insideNat,
  kindOf,
  nameOf,
  pairing,
  type WrongAddress,
} from './announcement.js';
import { refusedForPeer } from './data-peer-rejected.js';
import { hungUnseen, listingOf } from './facts.js';
import { sentOutside } from './hairpin-nat-missing.js';
import { absent, evidence, notApplicable, present, undetermined } from './rule.js';
import { neverBoth, serverSetting } from './repair.js';

/** What kind of address it is, where nothing is known to hold it against. */
const kindWords: Readonly<Record<WrongAddress, string>> = {
  'pasv-address-is-client': 'which is this client itself',
  'pasv-address-loopback': 'a loopback address',
  'pasv-address-unspecified': 'which is no address of a host',
  'pasv-address-shadows-lan': 'a private address',
  'pasv-address-private': 'a private address',
  'pasv-address-other-host': 'another host',
};

/** Why a 227 cannot be judged where the control peer is not shown; `null` where it can all the same. */
function unjudgeable(o: Observations, { peer, advertised, replaced }: Announcement): string | null {
  if (peer !== '' && insideNat(o) && !isInternal(advertised)) {
    return `the 227 names ${advertised}; whether that is the address before the NAT of ${peer} does not show behind it`;
  }
  if (peer !== '' || replaced) return null;
  const { seenAs } = o.control;
  if (classify(advertised).scope === 'global') return `the 227 names ${advertised}; the server's address is not shown`;
  return seenAs !== null && isInternal(seenAs.host)
    ? `the 227 names ${advertised}, and the client is in a private network as well (${seenAs.host})`
    : null;
}

/** Judges one kind of wrong address. `saying` is the clause after "The server tells passive clients to connect to X". */
export function judgeWrongAddress(o: Observations, id: WrongAddress, saying: (found: string) => string): Judgement {
  const attempt = listingOf(o, 'PASV');
  if (attempt === null) return notApplicable;
  if (attempt.advertised === null) {
    // Of the wrong addresses the private one is by far the commonest; the others need not be named as well.
    return id === 'pasv-address-private' && hungUnseen(o).includes(attempt)
      ? undetermined('the address in the 227 is not shown')
      : notApplicable;
  }
  const found = announcementOf(o);
  if (found === null) {
    return attempt.reached === 'completed'
      ? absent(`PASV listed over ${attempt.advertised.host}`)
      : absent(`the 227 names the control peer ${attempt.advertised.host}`);
  }
  const kind = kindOf(o, found);
  if (kind !== id) return absent(`the 227 names ${found.advertised}, which is another kind of address`);
  if (id === 'pasv-address-other-host' && sentOutside(o) !== null) {
    return undetermined(
      'client and server are inside one network; an outside address that is out of date looks the same from here as one that does not lead back in',
    );
  }
  if (refusedForPeer(attempt)) {
    return absent(`the server took the connection to ${found.advertised} and refused it for where it came from`);
  }
  const { text, works, events } = pairing(found);
  const open = unjudgeable(o, found);
  if (open !== null) return undetermined(open);
  // Another public address may be meant so (several lines, direct return); it is a fault only beside a peer that works.
  if (id === 'pasv-address-other-host' && works !== true) {
    return undetermined(
      `the 227 names ${found.advertised}, which did not answer, and no passive port of ${found.peer} did either`,
    );
  }
  const dialled = attempt.used !== null && !found.replaced;
  const outside = found.peer === '' ? o.control.seenAs : null;
  const unseen = found.peer === '' && !found.replaced;
  // What the server wrote inside its NAT is not yet what the client reads.
  const rewrittenLater = id === 'pasv-address-private' && insideNat(o);
  const summary = `The server tells passive clients to connect to ${found.advertised}, ${
    unseen ? `${kindWords[id]}; the server's own address is not shown` : saying(found.advertised)
  }.`;
  return present({
    confidence: rewrittenLater ? 'likely' : 'weighed',
    affects: ['PASV'],
    summary,
    for: [
      evidence(
        `The control connection goes to ${found.peer === '' ? 'an address that is not shown' : found.peer}, but the reply to PASV names ${formatEndpoint({ host: found.advertised, port: found.port })}.`,
        attempt.setup?.events ?? [],
      ),
      ...(dialled
        ? [evidence(`Connecting there failed: ${attempt.failure?.detail ?? 'no listing came'}.`, attempt.events)]
        : []),
      ...(found.replaced
        ? [evidence(`The client connected to ${nameOf(attempt.used?.host ?? '')} instead, by itself.`, attempt.events)]
        : []),
      ...(outside === null
        ? []
        : [evidence(`The client comes from ${outside.host}, from where no route leads there.`)]),
      evidence(text, events),
      ...o.control.serverInside
        .filter(({ host }) => sameAddress(host, found.advertised))
        .map(({ where, events }) => evidence(`The server gives that address as its own in ${where}.`, events)),
    ],
    notTested: [
      ...(dialled || found.replaced
        ? []
        : [
            attempt.listing === null && attempt.dialMs === null
              ? `Connecting to ${found.advertised} was not tried: it could only have misled.`
              : `What became of the connection to ${found.advertised} is not shown.`,
          ]),
      ...(found.peer === '' && works !== true
        ? ['Whether client and server share one network: then the address may be right and the port closed.']
        : []),
      ...(rewrittenLater
        ? ['Whether an FTP ALG on the NAT of the server rewrites the 227: this was recorded before it got there.']
        : []),
    ],
  });
}

/** What a client can do about a wrong address in 227 before it is mended. */
function untilThen(o: Observations): string {
  const lists = (mode: Mode): boolean => listingOf(o, mode)?.reached === 'completed';
  const epsv = lists('EPSV') ? 'Use EPSV: it names no address.' : '';
  if (!deadAtPeerToo(o)) {
    const ignore =
      'et the client ignore the address in 227 (curl --ftp-skip-pasv-ip, lftp "set ftp:ignore-pasv-address yes").';
    return epsv === ''
      ? `L${ignore.replace(' in 227', ' in 227 and use the control address')}`
      : `${epsv} Or l${ignore}`;
  }
  if (epsv !== '') return epsv;
  return lists('PORT') || lists('EPRT')
    ? 'Use active mode, which works from here.'
    : 'Nothing that a client can set helps here: at the control address the port does not open either.';
}

/** What to do about a wrong address in 227: name the right one, and until then do not believe it. */
export function wrongAddressRemedies(o: Observations): Remedy[] {
  const peer = o.control.remote?.host || 'PUBLIC.ADDRESS';
  const server = o.control.server === null ? null : knowledgeOf(o.control.server.product);
  const setting = server?.repairs.setAddress?.(peer);
  return [
    {
      for: 'server admin',
      text:
        server === null || setting === undefined
          ? `Tell the server to announce ${peer} in its reply to PASV (its "passive address", "external IP" or "masquerade" setting).`
          : `Tell ${server.product} to announce ${peer} in its reply to PASV. ${server.where}`,
      ...serverSetting(o, ({ setAddress }) => setAddress?.(peer)),
    },
    {
      for: 'firewall admin',
      text: neverBoth(peer),
    },
    {
      for: 'client user',
      text: untilThen(o),
    },
  ];
}
