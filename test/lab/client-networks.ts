import { pasvOnlyHelper } from './meddling-rules.js';
import { portFirewall } from './rulesets.js';
import type { Scenario } from './scenario.js';
import { PASSIVE_PORTS, type FtpServer } from './servers/server.js';
import { PUBLIC_SERVER_SECOND } from './wiring.js';

/** A network in which real clients are compared with what ftpdoctor foretells of them. */
export interface ClientNetwork extends Pick<Scenario, 'wiring'> {
  readonly id: string;
  readonly server: FtpServer;
  /** The clients come over IPv6. */
  readonly over6?: true;
  /** A client with a quirk towards this one server, which the forecast does not know. */
  readonly quirk?: string;
}

const WITHOUT_EPSV = ['<Limit EPSV>\nDenyAll\n</Limit>'];
const SILENT_SECOND_ADDRESS = `table ip host {
  chain own {
    type filter hook input priority filter
    ip daddr ${PUBLIC_SERVER_SECOND} drop
  }
}
`;

const PROFTPD_OVER_6 = { over6: true, server: { product: 'proftpd', settings: ['UseIPv6 on'] } } as const;

/** Networks in which clients differ. */
export const clientNetworks: readonly ClientNetwork[] = [
  { id: 'open', wiring: {}, server: { product: 'vsftpd' } },
  { id: 'private-227', wiring: { serverRouter: { forward: [PASSIVE_PORTS] } }, server: { product: 'vsftpd' } },
  {
    id: 'private-227-without-epsv',
    wiring: { serverRouter: { forward: [PASSIVE_PORTS] } },
    server: { product: 'proftpd', settings: WITHOUT_EPSV },
  },
  {
    id: 'other-host-227-without-epsv',
    wiring: { serverRules: SILENT_SECOND_ADDRESS },
    server: { product: 'proftpd', advertise: PUBLIC_SERVER_SECOND, settings: WITHOUT_EPSV },
  },
  { id: 'range-dropped', wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'drop') }, server: { product: 'proftpd' } },
  {
    id: 'range-rejected',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    server: { product: 'proftpd' },
  },
  {
    id: 'range-rejected-vsftpd',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
    server: { product: 'vsftpd' },
    quirk: 'ncftp',
  },
  { id: 'passive-off', wiring: {}, server: { product: 'vsftpd', settings: ['pasv_enable=NO'] } },
  {
    id: 'passive-off-behind-nat',
    wiring: { clientRouter: {} },
    server: { product: 'vsftpd', settings: ['pasv_enable=NO'] },
  },
  { ...PROFTPD_OVER_6, id: 'ipv6-open', wiring: {} },
  { ...PROFTPD_OVER_6, id: 'ipv6-range-dropped', wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'drop') } },
  {
    ...PROFTPD_OVER_6,
    id: 'ipv6-range-rejected',
    wiring: { serverRules: portFirewall(PASSIVE_PORTS, 'reject with tcp reset') },
  },
  {
    id: 'ipv6-passive-off',
    over6: true,
    server: { product: 'proftpd', settings: ['UseIPv6 on', ...WITHOUT_EPSV] },
    wiring: {},
  },
  { id: 'epsv-dead', wiring: { coreRules: pasvOnlyHelper }, server: { product: 'vsftpd' } },
];
