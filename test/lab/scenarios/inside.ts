import { portFirewall } from '../rulesets.js';
import type { Scenario, Truth } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import { PASSIVE_PORTS } from '../servers/server.js';
import type { ServerRouter } from '../wiring.js';
import { SERVER_WAN } from '../wiring.js';

/** A client in the office behind the server's router, which dials the server's inside address. */
function inOffice(router: ServerRouter): Pick<Scenario, 'wiring' | 'target'> {
  return { wiring: { clientInside: true, serverRouter: router }, target: '10.0.0.10' };
}

const ONLY_PASV_DEAD: Truth = { EPSV: LISTED, PORT: LISTED, EPRT: LISTED, 'PASV-AT-PEER': LISTED };

/** Clients inside of a server that announces its outside address. */
export const inside: readonly Scenario[] = [
  {
    ...inOffice({ forward: [PASSIVE_PORTS] }),
    id: 'hairpin-missing-reset',
    title: 'a client inside that is sent to the outside address, where the router refuses, lacks hairpin NAT',
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: { ...ONLY_PASV_DEAD, PASV: /^connect to 203\.0\.113\.10: refused/ },
    expect: { verdict: 'degraded', exit: 1, first: 'hairpin-nat-missing' },
  },
  {
    ...inOffice({ forward: [PASSIVE_PORTS], uninvited: 'drop' }),
    id: 'hairpin-missing-drop',
    title: 'a client inside that is sent to the outside address, where the router is silent, lacks hairpin NAT',
    server: { product: 'proftpd', advertise: SERVER_WAN },
    truth: { ...ONLY_PASV_DEAD, PASV: /^connect to 203\.0\.113\.10: timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'hairpin-nat-missing' },
  },
  {
    ...inOffice({ forward: [PASSIVE_PORTS], hairpin: true }),
    id: 'hairpin',
    title: 'a client inside whose router leads the outside address back in is healthy',
    server: { product: 'vsftpd', advertise: SERVER_WAN },
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null },
  },
  {
    id: 'inside-range-closed',
    title: 'a server that announces its inside address to clients inside, with a closed range, lacks no hairpin NAT',
    wiring: { clientInside: true, serverRouter: {}, serverRules: portFirewall(PASSIVE_PORTS, 'drop') },
    target: '10.0.0.10',
    server: { product: 'vsftpd' },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'passive-range-closed' },
  },
];
