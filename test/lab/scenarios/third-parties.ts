import { ALL_LISTED, type Scenario } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';
import { PUBLIC_CLIENT } from '../wiring.js';

type Product = FtpServer['product'];

/** A second address of the client, which asks for data that the first one was promised. */
const STRANGER = '198.51.100.8';

/** What makes each product serve third parties. */
export const ALLOWING: Readonly<Record<Product, readonly string[]>> = {
  // With port 20 vsftpd fails: it no longer has the privilege that the port needs.
  vsftpd: ['port_promiscuous=YES', 'pasv_promiscuous=YES', 'connect_from_port_20=NO'],
  proftpd: ['AllowForeignAddress on'],
  'pure-ftpd': ['--allowuserfxp'],
  pyftpdlib: ['foreign=true'],
};

/** What makes each product refuse; without the line ProFTPD takes data from everybody, if not PORT. */
export const REFUSING: Readonly<Record<Product, readonly string[]>> = {
  vsftpd: [],
  proftpd: ['AllowForeignAddress off'],
  'pure-ftpd': [],
  pyftpdlib: [],
};

const LOW_PORTS = 'privileged-port-accepted';

const scenario = (product: Product, allows: boolean): Scenario => ({
  id: `third-party-${allows ? 'served' : 'refused'}-${product}`,
  title: `${product} ${allows ? 'told to serve third parties does, which is a risk' : 'told to refuse serves nobody but its client'}`,
  wiring: { clientRouting: [`addr add ${STRANGER}/24 dev eth0`] },
  server: { product, settings: (allows ? ALLOWING : REFUSING)[product] },
  args: ['--depth', 'deep', '--bind', PUBLIC_CLIENT, '--bind', STRANGER],
  truth: ALL_LISTED,
  expect: {
    verdict: 'healthy',
    exit: 0,
    first: null,
    // Only vsftpd gives up both checks together.
    notes: [allows ? 'fxp-allowed' : 'fxp-refused', ...(allows && product === 'vsftpd' ? [LOW_PORTS] : [])],
    silent: [allows ? 'fxp-refused' : 'fxp-allowed', ...(allows && product === 'vsftpd' ? [] : [LOW_PORTS])],
  },
});

const WITHOUT_A_WORD = scenario('proftpd', false);

/** Whether servers would serve others than their client: risks, whatever else works. */
export const thirdParties: readonly Scenario[] = [
  ...(Object.keys(ALLOWING) as Product[]).flatMap((product) => [scenario(product, true), scenario(product, false)]),
  {
    ...WITHOUT_A_WORD,
    id: 'third-party-default-proftpd',
    title: 'proftpd as it comes refuses PORT to others, and hands data to whoever connects',
    server: { product: 'proftpd' },
    expect: { ...WITHOUT_A_WORD.expect, notes: ['fxp-allowed', 'fxp-refused'], silent: [LOW_PORTS] },
  },
  {
    ...scenario('vsftpd', true),
    id: 'promiscuous-vsftpd-port-20',
    title: 'vsftpd with port_promiscuous=YES cannot use port 20 and fails in active mode',
    server: { product: 'vsftpd', settings: ['port_promiscuous=YES'] },
    truth: { ...ALL_LISTED, PORT: /OOPS: vsf_sysutil_bind/, EPRT: /OOPS: vsf_sysutil_bind/ },
    expect: {
      verdict: 'degraded',
      exit: 1,
      first: 'port-20-conflict',
      notes: ['fxp-allowed', LOW_PORTS],
      silent: ['fxp-refused'],
    },
  },
];
