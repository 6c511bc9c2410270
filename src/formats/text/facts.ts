import type { Report } from '../../model/report.js';
import { formatEndpoint } from '../../protocol/address.js';
import { oneLine } from '../sanitise.js';
import { idleText } from './idle.js';
import { targetUrl } from './target.js';
import { transferText } from './transfer.js';
import { duration } from './words.js';

type Scoped = NonNullable<Report['control']['local']>;

function scoped(at: Scoped): string {
  return at.scope === 'global' ? formatEndpoint(at) : `${formatEndpoint(at)} (${at.scope})`;
}

function connection({ control }: Report): string {
  if (control.remote === null) {
    const tried = control.addresses.length === 0 ? '' : `, addresses: ${control.addresses.slice(0, 8).join(', ')}`;
    return `none${tried}`;
  }
  const rtt = control.rttMs === null ? '' : `, RTT ${duration(control.rttMs)}`;
  return `${control.local === null ? '?' : scoped(control.local)} -> ${scoped(control.remote)}${rtt}`;
}

function server({ control }: Report): string {
  const product =
    control.server === null ? '' : [control.server.product, control.server.version ?? ''].join(' ').trim();
  return [product, control.system === null ? '' : `system ${control.system.replace(/^215[ -]/, '')}`]
    .filter((part) => part !== '')
    .join(', ');
}

function banner({ control }: Report): string {
  if (control.banner === null) return '';
  const delay = control.bannerDelayMs;
  const banner = oneLine(control.banner);
  return delay === null || delay < 1000 ? banner : `${banner} (after ${duration(delay)})`;
}

function tls({ control: { tls: facts } }: Report): string {
  if (facts === null) return '';
  const alpn = facts.alpn === null ? '' : `, ALPN ${facts.alpn}`;
  return `${facts.protocol}, ${facts.cipher}${alpn}, handshake ${duration(facts.handshakeMs)}`;
}

function certificate({ control: { tls: facts } }: Report): string {
  if (facts === null || facts.subject === null) return '';
  const names = facts.names === null ? '' : ` for ${facts.names}`;
  const term = facts.validTo === null ? '' : `, until ${facts.validTo}`;
  const trust = facts.trusted ? 'trusted' : `NOT TRUSTED: ${facts.problem ?? 'no reason was given'}`;
  return `${oneLine(facts.subject)}${names}, issuer ${oneLine(facts.issuer ?? 'unknown')}${term}; ${trust}`;
}

/** One fact about the check, not yet sanitised: a short name for narrow columns, a full one, and what was learnt. */
export interface Fact {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

/** Who was asked and over which connection; what could not be learnt is left out. */
export function factsOf(report: Report): Fact[] {
  const { control } = report;
  const facts: Fact[] = [
    { key: 'target', name: 'Target', text: targetUrl(report) },
    { key: 'control', name: 'Control connection', text: connection(report) },
    { key: 'server', name: 'Server', text: server(report) },
    { key: 'banner', name: 'Banner', text: banner(report) },
    { key: 'TLS', name: 'TLS', text: tls(report) },
    { key: 'cert', name: 'Certificate', text: certificate(report) },
    {
      key: 'CCC',
      name: 'CCC',
      text:
        control.ccc === true
          ? 'offered: commands can go back to clear after the login, at the cost of their protection'
          : '',
    },
    { key: 'seen as', name: 'Seen by the server as', text: control.seenAs ?? '' },
    { key: 'idle', name: 'Idle control connections', text: idleText(report) },
    { key: 'transfer', name: 'Transfer of a file', text: transferText(report) },
    { key: 'inside', name: 'Disclosed by the server as its own', text: control.serverInside.join(', ') },
  ];
  return facts.filter(({ text }) => text !== '');
}

const orders = {
  random: ', in random order',
  sequential: ', one after the other',
  fixed: ', always the same',
} as const;

/** What the passive ports showed, in a sentence; `null` where none was named. */
export function portsText({ passivePorts: ports }: Report): string | null {
  if (ports === null) return null;
  const { tried, reachable, min, max, order, estimatedRange } = ports;
  const opened = tried === 0 ? '' : `${reachable} of ${tried} open; `;
  const named = min === max ? `${min} only` : `${min} to ${max}`;
  const manner = order === null || min === max ? '' : orders[order];
  const range = estimatedRange ? `, probably from ${estimatedRange[0]} to ${estimatedRange[1]}` : '';
  return `${opened}the server named ${named}${manner}${range}.`;
}

/** What stands out among the passive ports; the arithmetic behind it only where all was asked for. */
export function portRemarks({ passivePorts: ports }: Report, verbose: boolean): string[] {
  if (ports === null) return [];
  const { contradiction, deadPorts, intercepted, uncertainty, capacity } = ports;
  return [
    ...(contradiction === null ? [] : [contradiction]),
    ...(deadPorts.length === 0 ? [] : [`Never open while most others were: ${deadPorts.join(', ')}.`]),
    ...intercepted.map(
      ({ port, protocol }) => `Port ${port} is in the range; devices on the way may take it for ${protocol}.`,
    ),
    ...(verbose ? [uncertainty, capacity].filter((text) => text !== null) : []),
  ];
}
