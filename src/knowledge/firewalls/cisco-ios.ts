import type { PortRange } from '../../model/network.js';
import type { FirewallKnowledge } from './firewall.js';

const ports = ({ low, high }: PortRange): string => (low === high ? `eq ${low}` : `range ${low} ${high}`);

/** Cisco IOS and IOS XE routers, whose NAT reads FTP on port 21 unless told of others. */
export const ciscoIos: FirewallKnowledge = {
  product: 'Cisco IOS',
  repairs: {
    letIn: ({ range }) => `ip access-list extended OUTSIDE_IN\n permit tcp any any ${ports(range)}`,
    letOut: ({ range, outside }) =>
      `ip access-list extended INSIDE_OUT\n permit tcp any host ${outside} ${ports(range)}`,
    helperOn: (port) =>
      port === 21
        ? '! NAT reads FTP on port 21 by itself'
        : `access-list 10 permit any\nip nat service list 10 ftp tcp port ${port}`,
    clampMss: 'interface OUTSIDE\n ip tcp adjust-mss 1300',
  },
  where: 'In configuration mode; OUTSIDE_IN and INSIDE_OUT stand for your lists. Then write memory.',
  source: 'Cisco document 13776: Using a non-standard FTP port number with NAT; IOS NAT command reference',
};
