import type { Report, ReportFinding } from '../model/report.js';
import { placesOf } from './judge-session.js';
import type { Session } from './source.js';

type Loss = NonNullable<Session['losses']>[number];

function told({ mode, who, bytes, sent }: Loss): string {
  return sent > 0
    ? `${mode}: the ${who} sent a segment of ${bytes} bytes ${sent} times, and it was never acknowledged, while small packets went both ways.`
    : `${mode}: ${bytes} bytes from the ${who} never came, while what was sent after them did, and small packets went both ways.`;
}

/** What only the packets of a session show: that the path loses the large ones. `reports` names the modes that failed. */
export function packetFindings(sessions: readonly Session[], { attempts }: Report): ReportFinding[] {
  const failed = (loss: Loss): boolean => attempts.some(({ mode, failure }) => mode === loss.mode && failure !== null);
  const losses = sessions.flatMap(({ losses = [], places }) =>
    losses.filter(failed).map((loss) => {
      const place = places.get(loss.event);
      return { loss, text: place === undefined ? told(loss) : `${told(loss)} (${placesOf([place])})` };
    }),
  );
  if (losses.length === 0) return [];
  const modes = [...new Set(losses.map(({ loss }) => loss.mode))];
  return [
    {
      id: 'pmtu-blackhole',
      kind: 'cause',
      party: 'path',
      // Where they were sent again and again it is no gap in the capture.
      confidence: losses.some(({ loss }) => loss.sent > 0) ? 'strong' : 'likely',
      affects: modes,
      title: 'Large packets that are lost on the way',
      summary: `Large packets are lost on the way: ${modes.join(' and ')} ${modes.length === 1 ? 'opens its data connection' : 'open their data connections'}, small packets pass, and no large one does.`,
      for: losses.map(({ loss, text }) => ({ text, events: [loss.event] })),
      against: [],
      notTested: [
        'Whether a smaller listing or file passes.',
        'Where on the way the small link is: traceroute --mtu, or ping -M do -s 1472, tells.',
      ],
      remedies: [
        {
          for: 'firewall admin',
          text: 'Let ICMP "fragmentation needed" (IPv4 type 3 code 4) and "packet too big" (IPv6 type 2) pass, or clamp the MSS on the tunnel or PPPoE link.',
        },
        {
          for: 'client user',
          text: 'Until then a smaller MTU on this machine helps, since the server keeps to the MSS it is told.',
        },
      ],
    },
  ];
}
