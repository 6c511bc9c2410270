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
