import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

const service = (opening: Opening): string =>
  `config firewall service custom\n edit "${labelOf(opening)}"\n  set tcp-portrange ${span(opening.range)}\n next\nend`;

/** FortiGate with FortiOS 6 or 7. */
export const fortigate: FirewallKnowledge = {
  product: 'FortiGate',
  repairs: {
    letIn: (opening) => `${service(opening)}\n# and add the service ${labelOf(opening)} to the policy that lets FTP in`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      const ports = span(range);
      return `config firewall vip\n edit "${labelOf(opening)}"\n  set extintf "any"\n  set extip ${outside}\n  set mappedip "${inside}"\n  set portforward enable\n  set protocol tcp\n  set extport ${ports}\n  set mappedport ${ports}\n next\nend\n# and make ${labelOf(opening)} a destination of the policy that lets FTP in`;
    },
    letOut: (opening) =>
      `${service(opening)}\n# and add the service ${labelOf(opening)} to the policy towards ${opening.outside}`,
    helperOn: (port) =>
      `config system session-helper\n edit 0\n  set name ftp\n  set protocol 6\n  set port ${port}\n next\nend`,
    helperOff: () => 'config system session-helper\n show\n delete ID\nend\n# ID is the entry with "set name ftp"',
    clampMss: 'config firewall policy\n edit ID\n  set tcp-mss-sender 1300\n  set tcp-mss-receiver 1300\n next\nend',
  },
  where: 'The helper cannot read FTP over TLS unless deep inspection is on (explicit-ftp-tls).',
  source: 'Fortinet document library: session helpers, Virtual IPs, firewall policy',
};
