import type { Attempt, Observations } from '../model/observations.js';
import type { Judgement, Remedy } from '../model/rule.js';
import { knowledgeOf } from '../knowledge/servers/index.js';
import { classify, formatEndpoint, isInternal, sameAddress, withinPrefix } from '../protocol/address.js';
import { listingOf, peerSamples } from './facts.js';
import { sentOutside } from './hairpin-nat-missing.js';
import { absent, evidence, notApplicable, present, undetermined } from './rule.js';

/** The ways in which a 227 can name a wrong address; each has a rule of its own, and one fault gets one of them. */
export type WrongAddress =
  | 'pasv-address-is-client'
  | 'pasv-address-loopback'
  | 'pasv-address-unspecified'
  | 'pasv-address-shadows-lan'
  | 'pasv-address-private'
  | 'pasv-address-other-host';

interface Announcement {
  readonly attempt: Attempt;
  readonly advertised: string;
  readonly port: number;
  readonly peer: string;
  /** Whether the client connected elsewhere by itself, as some do that distrust the 227. */
  readonly replaced: boolean;
  /** The listing over the control peer, by a fresh PASV; `null` when it was not tried. */
  readonly overPeer: Attempt | null;
  /** Whether any passive port of the control peer opened; `null` when none was tried. */
  readonly peerOpen: boolean | null;
}

/** Whether the data connection went to another address than the 227 named. */
function isReplaced({ used, advertised }: Attempt): boolean {
  return used !== null && advertised !== null && !sameAddress(used.host, advertised.host);
}

/**
 * The PASV listing, where its 227 names another address than the control peer's and did not lead to a listing. The
 * `peer` is empty where a log does not show it.
 */
function announcementOf(o: Observations): Announcement | null {
  const attempt = listingOf(o, 'PASV');
  const { remote } = o.control;
  if (attempt?.advertised == null || remote === null) return null;
  const replaced = isReplaced(attempt);
  if (attempt.reached === 'completed' && !replaced) return null;
  if (sameAddress(attempt.advertised.host, remote.host)) return null;
  const samples = peerSamples(o);
  return {
    attempt,
    advertised: attempt.advertised.host,
    port: attempt.advertised.port,
    peer: remote.host,
    replaced,
    overPeer: o.attempts.find(({ experiment }) => experiment === 'passive-pasv-peer') ?? null,
    peerOpen: samples.length === 0 ? null : samples.some(({ open }) => open),
  };
}

function kindOf(o: Observations, { advertised, peer }: Announcement): WrongAddress {
  const { local, seenAs } = o.control;
  const { scope } = classify(advertised);
  if (scope === 'unspecified' || scope === 'this-network') return 'pasv-address-unspecified';
  if (local !== null && sameAddress(advertised, local.host)) return 'pasv-address-is-client';
  if (seenAs !== null && sameAddress(advertised, seenAs.host)) return 'pasv-address-is-client';
  if (scope === 'loopback') return 'pasv-address-loopback';
  if (!isInternal(advertised)) return 'pasv-address-other-host';
  const shadowed = o.localNetworks.some(
    (network) =>
      classify(network.address).scope !== 'loopback' &&
      network.prefixLength > 0 &&
      withinPrefix(advertised, network) &&
      !withinPrefix(peer, network),
  );
  return shadowed ? 'pasv-address-shadows-lan' : 'pasv-address-private';
}

/** What kind of address it is, where nothing is known to hold it against. */
const kindWords: Readonly<Record<WrongAddress, string>> = {
  'pasv-address-is-client': 'which is this client itself',
  'pasv-address-loopback': 'a loopback address',
  'pasv-address-unspecified': 'which is no address of a host',
  'pasv-address-shadows-lan': 'a private address',
  'pasv-address-private': 'a private address',
  'pasv-address-other-host': 'another host',
};

const nameOf = (peer: string): string => (peer === '' ? 'the control peer' : peer);

/** Why a 227 cannot be judged where the control peer is not shown; `null` where it can all the same. */
function unjudgeable(o: Observations, { peer, advertised, replaced }: Announcement): string | null {
  if (peer !== '' || replaced) return null;
  const { seenAs } = o.control;
  if (classify(advertised).scope === 'global') return `the 227 names ${advertised}; the server's address is not shown`;
  return seenAs !== null && isInternal(seenAs.host)
    ? `the 227 names ${advertised}, and the client is in a private network as well (${seenAs.host})`
    : null;
}

function pairing(found: Announcement): { text: string; works: boolean | null } {
  const { overPeer, peerOpen, attempt } = found;
  const peer = nameOf(found.peer);
  if (found.replaced && attempt.reached === 'completed') {
    return { text: `Over ${peer} the data came: only the address is wrong.`, works: true };
  }
  if (overPeer?.reached === 'completed') {
    return {
      text: `A fresh PASV, connected to ${peer} instead, listed the directory: only the address is wrong.`,
      works: true,
    };
  }
  if (peerOpen === true) return { text: `A passive port on ${peer} itself accepts connections.`, works: true };
  if (peerOpen === false) {
    return {
      text: `The passive ports tried on ${peer} itself do not open either: the range is closed too.`,
      works: false,
    };
  }
  return { text: `Whether the same port answers on ${peer} was not tried.`, works: null };
}

/** Judges one kind of wrong address. `saying` is the clause after "The server tells passive clients to connect to X". */
export function judgeWrongAddress(o: Observations, id: WrongAddress, saying: (found: string) => string): Judgement {
  const attempt = listingOf(o, 'PASV');
  if (attempt === null) return notApplicable;
  if (attempt.advertised === null) return notApplicable;
  const found = announcementOf(o);
  if (found === null) {
    return attempt.reached === 'completed'
      ? absent(`PASV listed over ${attempt.advertised.host}`)
      : absent(`the 227 names the control peer ${attempt.advertised.host}`);
  }
  const kind = kindOf(o, found);
  if (kind !== id) return absent(`the 227 names ${found.advertised}, which is another kind of address`);
  if (id === 'pasv-address-other-host' && sentOutside(o) !== null) {
    return absent('client and server are inside one network, and the outside address does not lead back in');
  }
  const { text, works } = pairing(found);
  const open = unjudgeable(o, found);
  if (open !== null) return undetermined(open);
  // Another public address may be meant so (several lines, direct return); it is a fault only beside a peer that works.
  if (id === 'pasv-address-other-host' && works !== true) {
    return undetermined(
      `the 227 names ${found.advertised}, which did not answer, and no passive port of ${found.peer} did either`,
    );
  }
  const dialled = attempt.used !== null && !found.replaced;
  const surest = dialled || works === true || id !== 'pasv-address-private' ? 'proven' : 'strong';
  const outside = found.peer === '' ? o.control.seenAs : null;
  const unseen = found.peer === '' && !found.replaced;
  const summary = `The server tells passive clients to connect to ${found.advertised}, ${
    unseen ? `${kindWords[id]}; the server's own address is not shown` : saying(found.advertised)
  }.`;
  return present({
    confidence: found.peer !== '' || works === true ? surest : outside === null ? 'likely' : 'strong',
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
      evidence(text, found.overPeer?.events ?? []),
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
    ],
  });
}

/** What to do about a wrong address in 227: name the right one, and until then do not believe it. */
export function wrongAddressRemedies(o: Observations): Remedy[] {
  const peer = o.control.remote?.host || 'PUBLIC.ADDRESS';
  const server = o.control.server === null ? null : knowledgeOf(o.control.server.product);
  const setting = server?.repairs.setAddress?.(peer);
  const epsv = listingOf(o, 'EPSV')?.reached === 'completed';
  return [
    {
      for: 'server admin',
      text:
        server === null || setting === undefined
          ? `Tell the server to announce ${peer} in its reply to PASV (its "passive address", "external IP" or "masquerade" setting).`
          : `Tell ${server.product} to announce ${peer} in its reply to PASV. ${server.where}`,
      ...(setting === undefined ? {} : { snippet: setting }),
    },
    {
      for: 'firewall admin',
      text: `Either the server announces ${peer} itself or an FTP ALG on its NAT rewrites the 227: one or the other, never both.`,
    },
    {
      for: 'client user',
      text: epsv
        ? 'Use EPSV: it names no address. Or let the client ignore the address in 227 (curl --ftp-skip-pasv-ip, lftp "set ftp:ignore-pasv-address yes").'
        : 'Let the client ignore the address in 227 and use the control address (curl --ftp-skip-pasv-ip, lftp "set ftp:ignore-pasv-address yes").',
    },
  ];
}
