import { labelOf, overIpv6, span, type FirewallKnowledge } from './firewall.js';

/** Ubuntu's uncomplicated firewall. */
export const ufw: FirewallKnowledge = {
  product: 'ufw',
  repairs: {
    letIn: (opening) => `ufw allow ${span(opening.range, ':')}/tcp comment '${labelOf(opening)}'`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      const file = overIpv6(opening) ? '/etc/ufw/before6.rules' : '/etc/ufw/before.rules';
      return `# in ${file}, before *filter\n*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -d ${outside} -p tcp --dport ${span(range, ':')} -j DNAT --to-destination ${inside}\nCOMMIT\n# then\nufw route allow proto tcp to ${inside} port ${span(range, ':')}\nufw reload`;
    },
    letOut: ({ range, outside }) => `ufw route allow proto tcp to ${outside} port ${span(range, ':')}`,
    admit: ({ range, outside }) => `ufw allow proto tcp from ${outside} to any port ${span(range, ':')}`,
    callOut: "ufw allow out proto tcp from any port 20 comment 'FTP active'",
    helperOn: (port) =>
      `# in /etc/ufw/before.rules, before *filter\n*raw\n-A PREROUTING -p tcp --dport ${port} -j CT --helper ftp\nCOMMIT\n# then\nufw reload`,
  },
  where: 'The rules last. On a router DEFAULT_FORWARD_POLICY and net/ipv4/ip_forward in /etc/ufw come first.',
  source: 'ufw(8), ufw-framework(8)',
};
