import { overIpv6, type FirewallKnowledge } from './firewall.js';

/** Ubuntu's uncomplicated firewall. */
export const ufw: FirewallKnowledge = {
  product: 'ufw',
  repairs: {
    letIn: ({ range: { low, high } }) => `ufw allow ${low}:${high}/tcp comment 'FTP passive'`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      const file = overIpv6(opening) ? '/etc/ufw/before6.rules' : '/etc/ufw/before.rules';
      return `# in ${file}, before *filter\n*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -d ${outside} -p tcp --dport ${range.low}:${range.high} -j DNAT --to-destination ${inside}\nCOMMIT\n# then\nufw route allow proto tcp to ${inside} port ${range.low}:${range.high}\nufw reload`;
    },
    letOut: ({ range: { low, high }, outside }) => `ufw route allow proto tcp to ${outside} port ${low}:${high}`,
    helperOn: (port) =>
      `# in /etc/ufw/before.rules, before *filter\n*raw\n-A PREROUTING -p tcp --dport ${port} -j CT --helper ftp\nCOMMIT\n# then\nufw reload`,
  },
  where: 'The rules last. On a router DEFAULT_FORWARD_POLICY and net/ipv4/ip_forward in /etc/ufw come first.',
  source: 'ufw(8), ufw-framework(8)',
};
