import { labelOf, lanOf, overIpv6, span, type FirewallKnowledge, type Opening } from './firewall.js';

const menu = (opening: Opening): string => (overIpv6(opening) ? '/ipv6' : '/ip');

/** MikroTik RouterOS 6 and 7. */
export const mikrotik: FirewallKnowledge = {
  product: 'MikroTik RouterOS',
  repairs: {
    letIn: (opening) =>
      `${menu(opening)} firewall filter add chain=forward protocol=tcp dst-port=${span(opening.range)} action=accept comment="${labelOf(opening)}"`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      return `${menu(opening)} firewall nat add chain=dstnat dst-address=${outside} protocol=tcp dst-port=${span(range)} action=dst-nat to-addresses=${inside}\n${menu(opening)} firewall filter add chain=forward connection-nat-state=dstnat action=accept`;
    },
    letOut: (opening) =>
      `${menu(opening)} firewall filter add chain=forward dst-address=${opening.outside} protocol=tcp dst-port=${span(opening.range)} action=accept`,
    helperOn: (port) =>
      `/ip firewall service-port set ftp disabled=no ports=${port === 21 ? '21' : `21,${port}`}\n/ip firewall filter add chain=forward connection-state=established,related action=accept`,
    helperOff: () => '/ip firewall service-port set ftp disabled=yes',
    related: '/ip firewall filter add chain=forward connection-state=established,related action=accept',
    clampMss:
      '/ip firewall mangle add chain=forward protocol=tcp tcp-flags=syn action=change-mss new-mss=clamp-to-pmtu passthrough=yes',
    hairpin: (opening) =>
      `/ip firewall nat add chain=srcnat src-address=${lanOf(opening)} dst-address=${opening.inside} protocol=tcp action=masquerade`,
  },
  where: 'New rules go to the end: move them above the dropping ones (/ip firewall filter move). They last.',
  source: 'MikroTik documentation: Firewall, NAT, Services (service-port)',
};
