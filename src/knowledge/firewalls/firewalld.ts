import { overIpv6, type FirewallKnowledge } from './firewall.js';

/** firewalld of RHEL, Fedora and SUSE. */
export const firewalld: FirewallKnowledge = {
  product: 'firewalld',
  repairs: {
    letIn: ({ range: { low, high } }) =>
      `firewall-cmd --permanent --add-port=${low}-${high}/tcp\nfirewall-cmd --reload`,
    forward: ({ range: { low, high }, inside }) =>
      `firewall-cmd --permanent --add-forward-port=port=${low}-${high}:proto=tcp:toaddr=${inside}\nfirewall-cmd --reload`,
    letOut: (opening) => {
      const { range, outside } = opening;
      const [family, at] = overIpv6(opening) ? ['ipv6', 'filter'] : ['ipv4', 'filter'];
      return `firewall-cmd --permanent --direct --add-rule ${family} ${at} FORWARD 0 -d ${outside} -p tcp --dport ${range.low}:${range.high} -j ACCEPT\nfirewall-cmd --reload`;
    },
    helperOn: (port) =>
      port === 21
        ? 'firewall-cmd --permanent --add-service=ftp\nfirewall-cmd --reload'
        : `firewall-cmd --permanent --new-service=ftp-${port}\nfirewall-cmd --permanent --service=ftp-${port} --add-port=${port}/tcp --add-helper=ftp\nfirewall-cmd --permanent --add-service=ftp-${port}\nfirewall-cmd --reload`,
    helperOff: (port) =>
      `firewall-cmd --permanent --remove-service=ftp\nfirewall-cmd --permanent --add-port=${port}/tcp\nfirewall-cmd --reload`,
  },
  where:
    'Without --zone the default zone is meant; name the zone of the interface with --zone=. Forwarding needs --add-masquerade in the outer zone.',
  source: 'firewall-cmd(1), firewalld.service(5)',
};
