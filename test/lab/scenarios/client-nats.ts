import { alsoOn, innerNat } from '../meddling-rules.js';
import { hostFirewall, UNPAIRED_CORE } from '../rulesets.js';
import type { Scenario } from '../scenario.js';
import { ALL_LISTED, LISTED } from '../scenario.js';
import type { Wiring } from '../wiring.js';

const STALE = ['--active-address', '203.0.113.77', '--active-ports', '50200-50220'];

/** A client that hides itself behind a second address of its own, as behind an inner router. */
const INNER_NAT: Pick<Wiring, 'clientRouting'> = { clientRouting: ['addr add 192.168.1.77/24 dev eth0'] };

/** NATs at the client that help only half, and settings that should take their place. */
export const clientNats: readonly Scenario[] = [
  {
    id: 'active-address-stale',
    title: 'an external address in the settings that the server does not see is stale',
    wiring: { clientRouter: {} },
    server: { product: 'vsftpd' },
    args: STALE,
    truth: { PASV: LISTED, EPSV: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'active-address-stale' },
  },
  {
    id: 'active-range-not-forwarded',
    title: 'the right external address without a forward leaves the callback at the router',
    wiring: { clientRouter: { uninvited: 'drop' } },
    server: { product: 'proftpd' },
    args: ['--active-address', '203.0.113.1', '--active-ports', '50200-50220'],
    truth: { PASV: LISTED, EPSV: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'active-range-not-forwarded' },
  },
  {
    id: 'related-not-accepted',
    title: 'a router whose helper translates PORT but whose filter admits no related connection blocks the callback',
    wiring: { clientRouter: { alg: true, related: false } },
    server: { product: 'vsftpd' },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^LIST: 425/, EPRT: /^LIST: 425/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-related-blocked' },
  },
  {
    id: 'helper-and-client-firewall',
    title: 'behind a router that translates PORT a missing callback is blamed on the firewall of the client',
    wiring: { clientRouter: { alg: true }, clientRules: hostFirewall('drop') },
    server: { product: 'vsftpd' },
    patience: 1,
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /timed out/, EPRT: /timed out/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-firewall-blocks-callback', notes: ['alg-present'] },
  },
  {
    id: 'nat-pool-unpaired-in-silence',
    title: 'Pure-FTPd, which says nothing about data from another address, is told by its silence',
    wiring: { coreRules: UNPAIRED_CORE },
    server: { product: 'pure-ftpd' },
    truth: { PASV: /timed out/, EPSV: /timed out/, PORT: LISTED, EPRT: LISTED },
    expect: { verdict: 'degraded', exit: 1, first: 'data-peer-rejected' },
  },
  {
    id: 'helper-on-21-compared',
    title: 'active mode that fails over port 2121 and works over port 21 shows an ALG bound to port 21',
    wiring: { clientRouter: { alg: true }, serverRules: alsoOn(2121) },
    server: { product: 'vsftpd' },
    target: '203.0.113.50:2121',
    args: ['--alt-port', '21'],
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: 'alg-bound-to-port-21' },
  },
  {
    id: 'no-helper-compared',
    title: 'active mode that fails over both ports of a server shows no ALG bound to one of them',
    wiring: { clientRouter: {}, serverRules: alsoOn(2121) },
    server: { product: 'vsftpd' },
    target: '203.0.113.50:2121',
    args: ['--alt-port', '21'],
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500/, EPRT: /^EPRT: 500/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-nat-without-alg' },
  },
  {
    id: 'double-nat-inner-helper',
    title: 'two NATs of which only the inner one translates PORT give the server a third address',
    wiring: { ...INNER_NAT, clientRouter: {}, clientRules: innerNat(true) },
    server: { product: 'pure-ftpd' },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500.*192\.168\.1\.77/, EPRT: /^EPRT: 500.*192\.168\.1\.77/ },
    expect: { verdict: 'degraded', exit: 1, first: 'double-nat' },
  },
  {
    id: 'double-nat-outer-helper',
    title: 'two NATs of which only the outer one has a helper leave PORT as it was sent',
    wiring: { ...INNER_NAT, clientRouter: { alg: true }, clientRules: innerNat(false) },
    server: { product: 'pure-ftpd' },
    truth: { PASV: LISTED, EPSV: LISTED, PORT: /^PORT: 500.*192\.168\.1\.100/, EPRT: /^EPRT: 500.*192\.168\.1\.100/ },
    expect: { verdict: 'degraded', exit: 1, first: 'client-nat-without-alg' },
  },
  {
    id: 'helper-and-pure-ftpd',
    title: 'Pure-FTPd, which says nothing of its clients in STAT, tells in ESTP that data comes through a NAT',
    wiring: { clientRouter: { alg: true } },
    server: { product: 'pure-ftpd' },
    args: ['--depth', 'deep'],
    truth: ALL_LISTED,
    expect: { verdict: 'healthy', exit: 0, first: null, notes: ['alg-present', 'client-behind-nat'] },
  },
];
