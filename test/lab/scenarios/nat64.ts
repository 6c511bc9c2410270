import { NAT64, NAT64_PREFIX } from '../devices.js';
import type { Scenario } from '../scenario.js';
import { LISTED } from '../scenario.js';
import { PUBLIC_CLIENT, PUBLIC_SERVER_V6 } from '../wiring.js';

/** A client on IPv6 only, which reaches the IPv4 server 203.0.113.50 through tayga. */
const BEHIND_NAT64: Pick<Scenario, 'wiring' | 'devices' | 'target' | 'patience'> = {
  wiring: { clientRouting: [`addr del ${PUBLIC_CLIENT}/24 dev eth0`] },
  devices: [NAT64],
  target: `[${NAT64_PREFIX}cb00:7132]`,
};

/** Between the families: EPSV names no address, so it alone can work. */
export const nat64: readonly Scenario[] = [
  ...(
    [
      ['vsftpd', /^EPRT: 5/],
      ['proftpd', /^EPRT: 522/],
      ['pure-ftpd', /^EPRT: 5/],
      ['pyftpdlib', /^EPRT: 522/],
    ] as const
  ).map(([product, refused]): Scenario => ({
    ...BEHIND_NAT64,
    id: `nat64-${product}`,
    title: `${product} on IPv4 behind tayga refuses the IPv6 address in EPRT: a NAT64 that does not translate FTP`,
    server: { product },
    truth: { EPSV: LISTED, EPRT: refused },
    expect: { verdict: 'degraded', exit: 1, first: 'nat64-without-ftp64' },
  })),
  {
    id: 'nat64-look-alike',
    title: 'a server with IPv6 of its own that refuses EPRT shows no NAT64',
    wiring: {},
    server: { product: 'proftpd', settings: ['UseIPv6 on', '<Limit EPRT>\nDenyAll\n</Limit>'] },
    target: `[${PUBLIC_SERVER_V6}]`,
    truth: { EPSV: LISTED, EPRT: /^EPRT: 5/ },
    expect: { verdict: 'degraded', exit: 1, first: 'active-disabled' },
  },
];
