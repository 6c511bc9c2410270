import { lanOf, overIpv6, span, type FirewallKnowledge, type Opening } from './firewall.js';

const tool = (opening: Opening): string => (overIpv6(opening) ? 'ip6tables' : 'iptables');

/** iptables and ip6tables. */
export const iptables: FirewallKnowledge = {
  product: 'iptables',
  repairs: {
    letIn: (opening) => `${tool(opening)} -I INPUT -p tcp --dport ${span(opening.range, ':')} -j ACCEPT`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      const ports = `-p tcp --dport ${span(range, ':')}`;
      return `${tool(opening)} -t nat -I PREROUTING -d ${outside} ${ports} -j DNAT --to-destination ${inside}\n${tool(opening)} -I FORWARD -d ${inside} ${ports} -j ACCEPT`;
    },
    letOut: (opening) =>
      `${tool(opening)} -I FORWARD -d ${opening.outside} -p tcp --dport ${span(opening.range, ':')} -j ACCEPT`,
    admit: (opening) =>
      `${tool(opening)} -I INPUT -s ${opening.outside} -p tcp --dport ${span(opening.range, ':')} -j ACCEPT`,
    callOut: 'iptables -I OUTPUT -p tcp --sport 20 -j ACCEPT',
    helperOn: (port) =>
      `iptables -t raw -A PREROUTING -p tcp --dport ${port} -j CT --helper ftp\niptables -I FORWARD -m conntrack --ctstate RELATED -m helper --helper ftp -j ACCEPT\nmodprobe nf_nat_ftp`,
    helperOff: (port) => `iptables -t raw -D PREROUTING -p tcp --dport ${port} -j CT --helper ftp`,
    related: 'iptables -I FORWARD -m conntrack --ctstate RELATED -m helper --helper ftp -j ACCEPT',
    clampMss: 'iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
    hairpin: (opening) => {
      const { range, outside, inside } = opening;
      const ports = `-p tcp -m multiport --dports 21,${span(range, ':')}`;
      return `iptables -t nat -I PREROUTING -d ${outside} ${ports} -j DNAT --to-destination ${inside}\niptables -t nat -I POSTROUTING -s ${lanOf(opening)} -d ${inside} ${ports} -m conntrack --ctstate DNAT -j MASQUERADE`;
    },
  },
  where:
    'The rules go to the top of their chains; save them with iptables-save, or netfilter-persistent save. Since Linux 6.0 the helper works only where a rule assigns it.',
  source: 'iptables(8), iptables-extensions(8): CT, helper, TCPMSS',
};
