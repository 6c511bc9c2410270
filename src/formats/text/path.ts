import type { Report, ReportFinding } from '../../model/report.js';
import { isInternal } from '../../protocol/address.js';

/** A station on the way, as far as this check saw one. */
export interface Hop {
  readonly role: 'you' | 'NAT' | 'way' | 'server';
  /** `null` where nothing is known of it; the way between the ends has none. */
  readonly address: string | null;
}

/** Where a cause lies: on the leg after hop number `after`, or somewhere on the way between the ends. */
export interface Break {
  readonly finding: ReportFinding;
  /** Hop whose leg to the next one is broken; `null` where the place on the way is not known. */
  readonly after: number | null;
}

/** The path of the check, drawn from the report alone. */
export interface PathPicture {
  readonly hops: readonly Hop[];
  readonly breaks: readonly Break[];
}

/** Addresses of ours that the NATs before us show, from the inside out. */
function clientSide({ control, findings }: Report): Hop[] {
  const { local, remote, seenAs } = control;
  if (local === null || remote === null || isInternal(remote.host)) return [];
  // An internal address seen by a server with a public one was put there by its own translator.
  const outside = seenAs !== null && !isInternal(seenAs) ? seenAs : null;
  if (outside === local.host || (outside === null && !isInternal(local.host))) return [];
  const nat: Hop = { role: 'NAT', address: outside };
  return findings.some(({ id }) => id === 'double-nat') ? [{ role: 'NAT', address: null }, nat] : [nat];
}

/** The server's own address behind the one we reach, where it disclosed it or told it in a 227 reply. */
function insideOf({ control, attempts, findings }: Report): string | null {
  const [disclosed] = control.serverInside;
  if (disclosed !== undefined) return disclosed;
  if (!findings.some(({ id }) => id === 'pasv-address-private')) return null;
  return attempts.find(({ mode }) => mode === 'PASV')?.advertised?.host ?? null;
}

function serverSide(report: Report): Hop[] {
  const reached = report.control.remote?.host ?? report.control.addresses[0] ?? null;
  const inside = insideOf(report);
  return inside === null || inside === reached
    ? [{ role: 'server', address: reached }]
    : [
        { role: 'NAT', address: reached },
        { role: 'server', address: inside },
      ];
}

const onTheWay: ReadonlySet<ReportFinding['party']> = new Set(['path', 'undetermined']);

/** Whether there is a path to draw: without an address of the server there is none. */
export function hasPath({ control }: Report): boolean {
  return control.remote !== null || control.addresses.length > 0;
}

/** The path as this check saw it, and the leg on which each cause lies; the first cause of a leg stands for the leg. */
export function pathOf(report: Report): PathPicture {
  const nats = clientSide(report);
  const hops: Hop[] = [
    { role: 'you', address: report.control.local?.host ?? null },
    ...nats,
    { role: 'way', address: null },
    ...serverSide(report),
  ];
  const breaks = new Map<number | null, Break>();
  for (const finding of report.findings) {
    if (finding.kind !== 'cause' && finding.id !== 'unexplained-failure') continue;
    const mine = { client: 0, 'client-nat': Math.max(0, nats.length - 1) } as const;
    const last = hops.length - 2;
    const { party } = finding;
    const after = onTheWay.has(party) ? null : party === 'client' || party === 'client-nat' ? mine[party] : last;
    if (!breaks.has(after)) breaks.set(after, { finding, after });
  }
  return { hops, breaks: [...breaks.values()] };
}

/** What a hop is called, with its address or a question mark. */
export function hopName({ role, address }: Hop): string {
  return role === 'way' ? '...' : `${role} ${address ?? '?'}`;
}

/** The station at which a cause lies, where it lies at a station that was seen. */
function stationOf(hops: readonly Hop[], { finding: { party }, after }: Break): Hop | undefined {
  if (party === 'client') return hops[0];
  if (party === 'server') return hops.at(-1);
  const near = after === null ? [] : [hops[after], hops[after + 1]];
  return near.find((hop) => hop?.role === 'NAT');
}

/** Where a break lies and what it is, in a sentence. */
export function breakText({ hops }: PathPicture, one: Break): string {
  const { finding, after } = one;
  const [from, to] = after === null ? [undefined, undefined] : [hops[after], hops[after + 1]];
  const station = stationOf(hops, one);
  const place =
    from === undefined || to === undefined
      ? finding.party === 'path'
        ? 'somewhere on the way'
        : 'at a place that cannot be told from here'
      : station !== undefined
        ? `at ${hopName(station).replace('you', 'this client,')}`
        : from.role === 'way'
          ? `before ${hopName(to)}`
          : to.role === 'way'
            ? `close to ${hopName(from).replace('you', 'this client,')}`
            : `between ${hopName(from)} and ${hopName(to)}`;
  const modes = finding.affects.length === 0 ? '' : `${finding.affects.join(', ')}: `;
  return `${modes}${finding.title}, ${place}`;
}
