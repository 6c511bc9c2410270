import { labelOf, span, type FirewallKnowledge, type Opening } from './firewall.js';

const object = (opening: Opening): string =>
  `Object > Service Objects: ${labelOf(opening)}, TCP ${span(opening.range)}`;

/** SonicWall with SonicOS, set in a user interface. */
export const sonicwall: FirewallKnowledge = {
  product: 'SonicWall',
  repairs: {
    letIn: (opening) => `${object(opening)}\nPolicy > Access Rules, WAN to the server's zone: allow that service`,
    forward: (opening) =>
      `${object(opening)}\nPolicy > NAT Rules: original destination ${opening.outside}, translated ${opening.inside}, that service, both unchanged\nPolicy > Access Rules, WAN to the server's zone: allow that service`,
    helperOn: (port) =>
      `Network > Firewall > Advanced: Enable FTP Transformations for TCP port(s) in Service Object: one with ${port === 21 ? '21' : `21 and ${port}`}`,
    helperOff: () => 'Network > Firewall > Advanced: Enable FTP Transformations for TCP port(s) in Service Object: off',
  },
  where: 'It may drop FTP on control ports that the service object does not name.',
  source: 'SonicOS administration guide: Firewall settings, advanced',
};
