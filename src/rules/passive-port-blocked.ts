import { failedListings, list, modesOf, passiveModes, peerSamples, eventsOf } from './facts.js';
import { inspectedPorts, inspectionOff } from './inspected-ports.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting, snippetOf } from './repair.js';

export default defineRule({
  id: 'passive-port-blocked',
  kind: 'cause',
  party: 'path',
  title: 'A single passive port that a device takes for another protocol',
  mechanism:
    'The server drew a port that some device on the way inspects as SIP, H.323, PPTP or the like. The data connection to that one port dies; the next listing gets another port and works.',
  lookAlikes: 'If several ports fail it is passive-range-partial or passive-range-closed.',
  sources: ['RFC 3261', 'IANA Service Name and Transport Protocol Port Number Registry'],
  judge(o) {
    const samples = peerSamples(o);
    const closed = [...new Set(samples.filter(({ open }) => !open).map(({ port }) => port))];
    const open = [...new Set(samples.filter((one) => one.open).map(({ port }) => port))];
    if (closed.length === 0 || open.length === 0) return notApplicable;
    const [port] = closed;
    const protocol = port === undefined ? undefined : inspectedPorts[port];
    if (closed.length > 1 || port === undefined || protocol === undefined) {
      return absent('the closed ports are not one that devices are known to inspect');
    }
    return present({
      confidence: 'weighed',
      affects: modesOf(failedListings(o, passiveModes).filter(({ advertised }) => advertised?.port === port)),
      summary: `Only passive port ${port} fails, the port of ${protocol}: a device on the way takes the data connection for that protocol.`,
      for: [evidence(`Open: ${list(open.map(String))}. Closed: ${port}.`, eventsOf(samples))],
      notTested: ["Whether the server's own firewall excepts that port."],
    });
  },
  remedies: (o) => {
    const port = o.samples.find((one) => !one.open)?.port ?? 0;
    const protocol = inspectedPorts[port] ?? 'protocol';
    return [
      {
        for: 'server admin',
        text: `Move the passive range so that it does not contain port ${port}.`,
        ...serverSetting(o, ({ setRange }) => setRange?.(50_000, 50_100)),
      },
      {
        for: 'firewall admin',
        text: `Switch off the ${protocol} ALG on the way.`,
        ...snippetOf(inspectionOff[protocol]),
      },
      { for: 'client user', text: `Try again: the server names another port than ${port} the next time.` },
    ];
  },
});
