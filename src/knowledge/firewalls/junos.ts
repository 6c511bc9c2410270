import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

const application = (opening: Opening): string =>
  `set applications application ${labelOf(opening)} protocol tcp destination-port ${span(opening.range)}`;

/** Juniper SRX with Junos. */
export const junos: FirewallKnowledge = {
  product: 'Juniper SRX',
  repairs: {
    letIn: (opening) => `${application(opening)}\n# and add ${labelOf(opening)} to the policy that lets junos-ftp in`,
    letOut: (opening) =>
      `${application(opening)}\n# and add ${labelOf(opening)} to the policy towards ${opening.outside}`,
    helperOn: (port) =>
      port === 21
        ? 'delete security alg ftp disable'
        : `set applications application FTP-control-${port} application-protocol ftp protocol tcp destination-port ${port}\n# and add FTP-control-${port} to the policy`,
    helperOff: () => 'set security alg ftp disable',
    clampMss: 'set security flow tcp-mss all-tcp mss 1300',
  },
  where:
    'In configuration mode, then commit. The ALG turns an address away that is not that of the control connection (set security alg ftp allow-mismatch-ip-address).',
  source: 'Juniper: Application layer gateways, FTP ALG; tcp-mss (security flow)',
};
