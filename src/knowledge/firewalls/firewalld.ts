import { overIpv6, span, type FirewallKnowledge, type Opening } from './firewall.js';

const family = (opening: Opening): string => (overIpv6(opening) ? 'ipv6' : 'ipv4');

/** firewalld of RHEL, Fedora and SUSE. */
export const firewalld: FirewallKnowledge = {
  product: 'firewalld',
  repairs: {
    letIn: ({ range }) => `firewall-cmd --permanent --add-port=${span(range)}/tcp\nfirewall-cmd --reload`,
    forward: ({ range, inside }) =>
      `firewall-cmd --permanent --add-forward-port=port=${span(range)}:proto=tcp:toaddr=${inside}\nfirewall-cmd --reload`,
    letOut: (opening) => {
      const { range, outside } = opening;
      return `firewall-cmd --permanent --direct --add-rule ${family(opening)} filter FORWARD 0 -d ${outside} -p tcp --dport ${span(range, ':')} -j ACCEPT\nfirewall-cmd --reload`;
    },
    admit: (opening) =>
      `firewall-cmd --permanent --add-rich-rule='rule family="${family(opening)}" source address="${opening.outside}" port port="${span(opening.range)}" protocol="tcp" accept'\nfirewall-cmd --reload`,
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
