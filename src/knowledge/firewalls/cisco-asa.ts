import type { PortRange } from '../../model/network.js';
import type { FirewallKnowledge } from './firewall.js';

const ports = ({ low, high }: PortRange): string => (low === high ? `eq ${low}` : `range ${low} ${high}`);

/** Cisco ASA, and Secure Firewall in ASA mode. */
export const ciscoAsa: FirewallKnowledge = {
  product: 'Cisco ASA',
  repairs: {
    letIn: ({ range }) => `access-list OUTSIDE_IN extended permit tcp any any ${ports(range)}`,
    forward: ({ range, outside, inside }) =>
      [
        `object network ftp-inside\n host ${inside}`,
        `object network ftp-outside\n host ${outside}`,
        `object service ftp-passive\n service tcp source ${ports(range)}`,
        'nat (inside,outside) source static ftp-inside ftp-outside service ftp-passive ftp-passive',
        `access-list OUTSIDE_IN extended permit tcp any object ftp-inside ${ports(range)}`,
      ].join('\n'),
    letOut: ({ range, outside }) => `access-list INSIDE_OUT extended permit tcp any host ${outside} ${ports(range)}`,
    helperOn: (port) =>
      port === 21
        ? 'policy-map global_policy\n class inspection_default\n  inspect ftp'
        : `class-map ftp-${port}\n match port tcp eq ${port}\npolicy-map global_policy\n class ftp-${port}\n  inspect ftp`,
    helperOff: () => 'policy-map global_policy\n class inspection_default\n  no inspect ftp',
    clampMss: 'sysopt connection tcpmss 1300',
  },
  where:
    'In configuration mode; OUTSIDE_IN and INSIDE_OUT stand for the lists bound to the interfaces (show run access-group). Then write memory. "inspect ftp strict" breaks more than it mends.',
  source: 'Cisco ASA firewall configuration guide: Inspection of basic internet protocols, Network address translation',
};
