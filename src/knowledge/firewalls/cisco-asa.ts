import type { FirewallKnowledge } from './firewall.js';

/** Cisco ASA, and Secure Firewall in ASA mode. */
export const ciscoAsa: FirewallKnowledge = {
  product: 'Cisco ASA',
  repairs: {
    letIn: ({ range: { low, high } }) => `access-list OUTSIDE_IN extended permit tcp any any range ${low} ${high}`,
    forward: ({ range: { low, high }, outside, inside }) =>
      [
        `object network ftp-inside\n host ${inside}`,
        `object network ftp-outside\n host ${outside}`,
        `object service ftp-passive\n service tcp source range ${low} ${high}`,
        'nat (inside,outside) source static ftp-inside ftp-outside service ftp-passive ftp-passive',
        `access-list OUTSIDE_IN extended permit tcp any object ftp-inside range ${low} ${high}`,
      ].join('\n'),
    letOut: ({ range: { low, high }, outside }) =>
      `access-list INSIDE_OUT extended permit tcp any host ${outside} range ${low} ${high}`,
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
