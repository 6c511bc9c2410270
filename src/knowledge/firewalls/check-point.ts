import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

const service = (opening: Opening): string =>
  `SmartConsole: new TCP service ${labelOf(opening)}, port ${span(opening.range)}`;

/** Check Point FireWall-1 and its heirs, set in SmartConsole. */
export const checkPoint: FirewallKnowledge = {
  product: 'Check Point',
  repairs: {
    letIn: (opening) =>
      `${service(opening)}\nadd it to the rule that accepts FTP to the server, and install the policy`,
    letOut: (opening) =>
      `${service(opening)}\nadd it to the rule that accepts FTP to ${opening.outside}, and install the policy`,
    helperOn: (port) => `SmartConsole: TCP service with port ${port} and protocol FTP, in the rule that accepts FTP`,
    helperOff: () => 'SmartConsole: use the service ftp-basic in the place of ftp in the rule, and install the policy',
  },
  where:
    'The service ftp demands that every packet of the control connection ends a line, and by default that active data comes from port 20; ftp-basic does not.',
  source: 'Check Point: FTP inspection, services ftp, ftp-basic, ftp-pasv, ftp-port',
};
