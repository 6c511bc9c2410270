import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

const service = (opening: Opening): string =>
  `set service ${labelOf(opening)} protocol tcp port ${span(opening.range)}`;

/** Palo Alto Networks with PAN-OS, which knows FTP by its text and allows it on its default port only. */
export const paloAlto: FirewallKnowledge = {
  product: 'Palo Alto PAN-OS',
  repairs: {
    letIn: (opening) =>
      `${service(opening)}\n# and a security rule from the outer zone to the server with that service and application any`,
    letOut: (opening) =>
      `${service(opening)}\n# and a security rule to ${opening.outside} with that service and application any`,
    helperOn: (port) =>
      port === 21
        ? '# in the security rule: application ftp, service application-default'
        : `set service FTP-control-${port} protocol tcp port ${port}\n# in the security rule: application ftp, service FTP-control-${port} in the place of application-default`,
  },
  where:
    'In configuration mode, then commit. FTP over TLS is opaque to it unless it is decrypted: open the range there.',
  source: "PAN-OS administrator's guide: App-ID, application level gateways, security policy",
};
