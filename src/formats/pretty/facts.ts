import type { Report } from '../../model/report.js';
import { oneLine } from '../sanitise.js';
import { formatEndpoint } from '../../protocol/address.js';
import { idleText } from '../text/idle.js';
import { transferText } from '../text/transfer.js';
import { targetUrl } from '../text/target.js';
import { duration } from '../text/words.js';
import { leadOf, type Page } from './page.js';

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
  return `${control.local === null ? '' : scoped(control.local)} -> ${scoped(control.remote)}${rtt}`;
}

function server({ control }: Report): string {
  const product =
    control.server === null ? '' : [control.server.product, control.server.version ?? ''].join(' ').trim();
  return [product, control.system === null ? '' : `system ${control.system}`].filter((part) => part !== '').join(', ');
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

/** Who was asked and over which connection, a line each; what could not be learnt is left out. */
export function factLines(page: Page, report: Report): string[] {
  const inside = report.control.serverInside.join(', ');
  const facts: [string, string][] = [
    ['target', targetUrl(report)],
    ['control', connection(report)],
    ['server', server(report)],
    ['banner', banner(report)],
    ['TLS', tls(report)],
    ['cert', certificate(report)],
    [
      'CCC',
      report.control.ccc === true
        ? 'offered: commands can go back to clear after the login, at the cost of their protection'
        : '',
    ],
    ['seen as', report.control.seenAs === null ? '' : `${report.control.seenAs}, says the server of this client`],
    ['idle', idleText(report)],
    ['transfer', transferText(report)],
    ['inside', inside === '' ? '' : `${inside}, disclosed by the server as its own`],
  ];
  return facts
    .filter(([, fact]) => fact !== '')
    .flatMap(([name, fact]) => {
      const lead = leadOf(name, 9, (text) => page.paint('bold', text));
      return page.paragraph(page.clean(fact, 300), { indent: 9, lead });
    });
}

/** What stands out among the passive ports; the arithmetic behind it only where all was asked for. */
function portRemarks(ports: NonNullable<Report['passivePorts']>, verbose: boolean): string[] {
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

/** What the passive ports showed, and whether the assertions held. */
export function checkLines(page: Page, report: Report, verbose: boolean): string[] {
  const ports = report.passivePorts;
  const order = ports?.order === undefined || ports.order === null ? '' : `, order ${ports.order}`;
  const range = ports?.estimatedRange ? `, probably from ${ports.estimatedRange[0]} to ${ports.estimatedRange[1]}` : '';
  const named =
    ports === null
      ? ''
      : ports.min === ports.max
        ? `the server named ${ports.min} only`
        : `the server named ${ports.min} to ${ports.max}`;
  const tried = ports === null || ports.tried === 0 ? '' : `${ports.reachable} of ${ports.tried} open; `;
  const census =
    ports === null
      ? []
      : [
          ...page.paragraph(`Passive ports: ${tried}${named}${order}${range}.`),
          ...portRemarks(ports, verbose).flatMap((text) => page.paragraph(text, { indent: 4, lead: '  - ' })),
        ];
  const assertions = report.assertions.flatMap(({ name, passed, detail }) =>
    page.paragraph(`${name}: ${detail}`, {
      indent: 8,
      lead: leadOf(passed ? 'held' : 'FAILED', 8, (text) => page.paint(passed ? 'green' : 'red', text)),
    }),
  );
  return [...census, ...assertions];
}
