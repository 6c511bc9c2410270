import type { Scenario } from './scenario.js';
import type { FtpServer } from './servers/server.js';
import { PASSIVE_PORTS } from './servers/server.js';
import {
  ALL_PORTS_IPTABLES,
  ALL_PORTS_NFT,
  CONTROL_IPTABLES,
  CONTROL_NFT,
  HOST_IPTABLES,
  HOST_NFT,
  routerIptables,
  routerNft,
  SILENT_CORE,
} from './usual-rules.js';
import type { Role, Wiring } from './wiring.js';
import { SERVER_WAN } from './wiring.js';

/** A fault, and the part of its finding's remedies that has to mend it. */
export interface Mend extends Pick<Scenario, 'wiring' | 'target' | 'args'> {
  readonly id: string;
  /** The finding whose snippet is taken. */
  readonly finding: string;
  readonly server: FtpServer;
  /** Commands that break a machine first, where its ruleset does not. */
  readonly breaks?: string;
  /** Where the firewall snippet is run, and the product whose part of it; the server's own snippet where left out. */
  readonly firewall?: { readonly on: Role; readonly product: 'nftables' | 'iptables' | 'Linux' };
}

const vsftpd: FtpServer = { product: 'vsftpd' };

/** One fault on one machine, by the two firewalls of Linux. */
function byBoth(
  { id, finding, server, on, ...rest }: Pick<Mend, 'id' | 'finding' | 'server' | 'target'> & { on: Role },
  nft: Wiring,
  plain: Wiring,
  commands: string,
): Mend[] {
  return [
    { ...rest, id: `${id}-nftables`, finding, server, wiring: nft, firewall: { on, product: 'nftables' } },
    {
      ...rest,
      id: `${id}-iptables`,
      finding,
      server,
      wiring: plain,
      breaks: commands,
      firewall: { on, product: 'iptables' },
    },
  ];
}

const firewalls: readonly Mend[] = [
  ...byBoth(
    { id: 'range-closed', finding: 'passive-range-closed', server: vsftpd, on: 'server' },
    { serverRules: HOST_NFT },
    {},
    HOST_IPTABLES,
  ),
  ...byBoth(
    {
      id: 'range-not-forwarded',
      finding: 'passive-range-closed',
      server: { product: 'pyftpdlib', advertise: SERVER_WAN },
      on: 'server-router',
    },
    { serverRouter: { rules: routerNft({ forwards: CONTROL_NFT }) } },
    { serverRouter: { rules: '' } },
    routerIptables({ forwards: CONTROL_IPTABLES }),
  ),
  ...byBoth(
    { id: 'no-helper', finding: 'client-nat-without-alg', server: vsftpd, on: 'client-router' },
    { clientRouter: { rules: routerNft({}) } },
    { clientRouter: { rules: '' } },
    routerIptables({}),
  ),
  ...byBoth(
    { id: 'related-blocked', finding: 'alg-related-blocked', server: vsftpd, on: 'client-router' },
    { clientRouter: { rules: routerNft({ helper: true }) } },
    { clientRouter: { rules: '' } },
    routerIptables({ helper: true }),
  ),
  ...byBoth(
    {
      id: 'no-hairpin',
      finding: 'hairpin-nat-missing',
      server: { product: 'vsftpd', advertise: SERVER_WAN },
      target: '10.0.0.10',
      on: 'server-router',
    },
    { clientInside: true, serverRouter: { rules: routerNft({ forwards: ALL_PORTS_NFT }) } },
    { clientInside: true, serverRouter: { rules: '' } },
    routerIptables({ forwards: ALL_PORTS_IPTABLES }),
  ),
  ...byBoth(
    {
      id: 'translated-twice',
      finding: 'double-translation',
      server: { product: 'vsftpd', advertise: SERVER_WAN },
      on: 'server-router',
    },
    { serverRouter: { rules: routerNft({ forwards: CONTROL_NFT, helper: true, related: true }) } },
    { serverRouter: { rules: '' } },
    routerIptables({ forwards: CONTROL_IPTABLES, helper: true, related: true }),
  ),
  ...byBoth(
    { id: 'small-link', finding: 'pmtu-blackhole', server: { product: 'vsftpd', moreFiles: 40 }, on: 'core' },
    { coreRouting: ['link set client mtu 1280'], coreRules: SILENT_CORE },
    { coreRouting: ['link set client mtu 1280'], coreRules: SILENT_CORE.replaceAll('filter {', 'own {') },
    'true',
  ),
];

const behindRouter: Wiring = { serverRouter: { forward: [PASSIVE_PORTS], uninvited: 'drop' } };

const servers: readonly Mend[] = [
  ...(['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'] as const).map((product): Mend => ({
    id: `private-address-${product}`,
    finding: 'pasv-address-private',
    server: { product },
    wiring: behindRouter,
  })),
  {
    id: 'passive-off-vsftpd',
    finding: 'passive-disabled',
    server: { ...vsftpd, settings: ['pasv_enable=NO'] },
    wiring: {},
  },
  {
    id: 'active-off-vsftpd',
    finding: 'active-disabled',
    server: { ...vsftpd, settings: ['port_enable=NO'] },
    wiring: {},
  },
  ...(['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'] as const).map((product): Mend => ({
    id: `no-range-${product}`,
    finding: 'passive-range-ephemeral',
    server: { product, passive: null },
    wiring: {},
    args: ['--samples', '10'],
  })),
  ...(['vsftpd', 'proftpd'] as const).map((product): Mend => ({
    id: `tls-reuse-${product}`,
    finding: 'tls-session-reuse-required',
    server: { product, tls: { mode: 'offered' } },
    wiring: {},
    args: ['--tls', 'explicit', '--tls-insecure', '--depth', 'deep'],
  })),
];

const FORGETS: Wiring = { clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: 3, how: 'drop' } } };
const LADDER = ['--idle', '6s', '--modes', 'pasv', '--timeout', '2s'];

/** A router that forgets silent connections, and servers that do. */
const idle: readonly Mend[] = [
  ...(['vsftpd', 'proftpd', 'pyftpdlib'] as const).map((product) => ({
    id: `idle-cut-${product}`,
    finding: 'control-idle-cut',
    server: { product },
    wiring: FORGETS,
    args: LADDER,
  })),
  {
    id: 'idle-cut-router',
    finding: 'control-idle-cut',
    server: { product: 'pure-ftpd' },
    wiring: FORGETS,
    args: LADDER,
    firewall: { on: 'client-router', product: 'Linux' },
  },
  ...(
    [
      ['vsftpd', 'idle_session_timeout=4'],
      ['proftpd', 'TimeoutIdle 4'],
    ] as const
  ).map(([product, setting]) => ({
    id: `idle-server-${product}`,
    finding: 'server-idle-timeout',
    server: { product, settings: [setting] },
    wiring: {},
    args: LADDER,
  })),
];

/** Every snippet of ours that can be tried on this machine. */
export const mends: readonly Mend[] = [...firewalls, ...servers, ...idle];
