import type { Attempt, Observations, PortSample } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { classify, formatEndpoint } from '../protocol/address.js';
import { failedListings, eventsOf, list, milliseconds, modesOf, passiveModes } from './facts.js';
import { nearerThanServer } from './near-refusal.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** What was tried where nobody should answer: ports of the control peer, and an address that nobody has. */
function strays(o: Observations): { readonly ports: readonly PortSample[]; readonly nobody: readonly PortSample[] } {
  const elsewhere = ({ host }: PortSample): boolean => o.control.remote?.host !== host;
  return {
    ports: o.strays.filter((one) => !elsewhere(one)),
    nobody: o.strays.filter((one) => elsewhere(one) && classify(one.host).scope === 'documentation'),
  };
}

function openedInVain(o: Observations): readonly Attempt[] {
  return failedListings(o, passiveModes).filter(({ reached }) => reached === 'opened');
}

function tried({ host, port, tookMs, events }: PortSample, who: string): Evidence {
  return evidence(`${formatEndpoint({ host, port })}, ${who}, opened after ${milliseconds(tookMs)}.`, events);
}

export default defineRule({
  id: 'intercepting-proxy',
  kind: 'cause',
  party: 'path',
  title: 'A device that takes connections meant for others',
  mechanism:
    'A web gateway, virus scanner or captive portal completes the handshake of every connection in the place of the server and waits for a protocol it knows. The passive data connection seems to open, the server never sees it, and LIST hangs.',
  lookAlikes:
    'Where large packets are lost, or the data is scanned, the connection does reach the server, and a port on which nobody listens is refused or silent (data-stalled).',
  sources: ['RFC 3135 section 2', 'RFC 5737 (192.0.2.0/24)'],
  judge(o) {
    const { ports, nobody } = strays(o);
    const [first] = ports;
    const failed = openedInVain(o);
    if (first === undefined) {
      return failed.length === 0 ? notApplicable : undetermined('no port was tried on which nobody listens');
    }
    const shut = ports.find(({ open }) => !open);
    if (shut !== undefined)
      return absent(`port ${shut.port}, on which nobody listens, did not open (${shut.failure?.kind ?? 'unknown'})`);
    if (failed.length === 0) return absent('no passive data connection opened in vain');
    const anywhere = nobody.length > 0 && nobody.every(({ open }) => open);
    const atServer = nobody.length > 0 && !anywhere;
    const near = nearerThanServer(o, Math.max(...ports.map(({ tookMs }) => tookMs))) === true;
    return present({
      confidence: anywhere ? 'proven' : near ? 'strong' : 'likely',
      ...(atServer ? { party: 'server-nat' as const } : {}),
      affects: modesOf(failed),
      summary: anywhere
        ? `Something on the way answers every connection, also one to ${formatEndpoint(nobody[0] ?? first)}, an address that nobody has: the connections of ${list(modesOf(failed))} open there and never reach the server.`
        : `Something ${near ? 'near this client' : 'on the way'} answers connections to ports of the server on which nobody listens, and takes those of ${list(modesOf(failed))} as well.`,
      for: [
        ...ports.map((one) => tried(one, 'a port on which nobody listens')),
        ...nobody.filter(({ open }) => open).map((one) => tried(one, 'an address that nobody has')),
        ...(near ? [evidence('Sooner than the server could have answered.', eventsOf(ports))] : []),
        ...failed.map((one) =>
          evidence(`${one.mode}: the connection opened, then ${one.failure?.detail ?? ''}.`, eventsOf([one])),
        ),
      ],
      against: nobody
        .filter(({ open }) => !open)
        .map(({ host, port, events }) =>
          evidence(`${formatEndpoint({ host, port })} did not open: it answers for the server only.`, events),
        ),
      notTested:
        nobody.length > 0
          ? []
          : ['Whether it answers for addresses that nobody has as well: ftpdoctor check --depth deep tries one.'],
    });
  },
  remedies: ({ control }) => [
    {
      for: 'firewall admin',
      text: `Exempt connections to ${control.remote?.host ?? 'the server'} from interception, scanning and the captive portal, on the control port and on the passive range.`,
    },
    {
      for: 'client user',
      text: 'Switch the scanning of FTP off in the virus scanner, or log in to the portal first; active mode may pass.',
    },
  ],
});
