/** Ports that routers and firewalls treat as another protocol, and which. */
export const inspectedPorts: Readonly<Record<number, string>> = {
  554: 'RTSP',
  1503: 'T.120',
  1720: 'H.323',
  1723: 'PPTP',
  2000: 'SCCP',
  3389: 'RDP',
  5060: 'SIP',
  5061: 'SIP over TLS',
  6667: 'IRC',
};

/** How to switch the inspection of such a protocol off, by its name above; protocols without a common switch are absent. */
export const inspectionOff: Readonly<Record<string, string>> = {
  SIP: [
    '# Linux:\nmodprobe -r nf_nat_sip nf_conntrack_sip',
    '# MikroTik RouterOS:\n/ip firewall service-port set sip disabled=yes',
    '# Cisco ASA:\npolicy-map global_policy\n class inspection_default\n  no inspect sip',
    '# FortiGate:\nconfig system settings\n set default-voip-alg-mode kernel-helper-based\nend\n# and delete the entry with "set name sip" under config system session-helper',
    '# Juniper SRX:\nset security alg sip disable',
    '# SonicWall:\nNetwork > VoIP: Enable SIP Transformations: off',
  ].join('\n'),
  'H.323': [
    '# Linux:\nmodprobe -r nf_nat_h323 nf_conntrack_h323',
    '# MikroTik RouterOS:\n/ip firewall service-port set h323 disabled=yes',
    '# Cisco ASA:\npolicy-map global_policy\n class inspection_default\n  no inspect h323 h225',
    '# Juniper SRX:\nset security alg h323 disable',
  ].join('\n'),
  PPTP: [
    '# Linux:\nmodprobe -r nf_nat_pptp nf_conntrack_pptp',
    '# MikroTik RouterOS:\n/ip firewall service-port set pptp disabled=yes',
    '# Cisco ASA:\npolicy-map global_policy\n class inspection_default\n  no inspect pptp',
    '# Juniper SRX:\nset security alg pptp disable',
  ].join('\n'),
  IRC: [
    '# Linux:\nmodprobe -r nf_nat_irc nf_conntrack_irc',
    '# MikroTik RouterOS:\n/ip firewall service-port set irc disabled=yes',
  ].join('\n'),
  RTSP: [
    '# MikroTik RouterOS:\n/ip firewall service-port set rtsp disabled=yes',
    '# Cisco ASA:\npolicy-map global_policy\n class inspection_default\n  no inspect rtsp',
    '# Juniper SRX:\nset security alg rtsp disable',
  ].join('\n'),
};
