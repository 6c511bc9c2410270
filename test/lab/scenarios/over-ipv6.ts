import type { Scenario } from '../scenario.js';
import type { FtpServer } from '../servers/server.js';
import { PUBLIC_SERVER_V6 } from '../wiring.js';

/** What each product needs to listen on IPv6. Pure-FTPd does by itself. */
const LISTENS: Readonly<Record<FtpServer['product'], readonly string[]>> = {
  vsftpd: ['listen=NO', 'listen_ipv6=YES'],
  proftpd: ['UseIPv6 on'],
  'pure-ftpd': [],
  pyftpdlib: ['address="::"'],
};

/** The part of a scenario in which a product is dialled over IPv6. */
export function over6(
  product: FtpServer['product'],
  more: Partial<FtpServer> = {},
): Pick<Scenario, 'server' | 'target'> {
  const server = { product, ...more, settings: [...LISTENS[product], ...(more.settings ?? [])] };
  const port = more.port === undefined ? '' : `:${more.port}`;
  return { server, target: `[${PUBLIC_SERVER_V6}]${port}` };
}

/** A ruleset for IPv4, turned into one for both families. */
export function bothFamilies(rules: string): string {
  return rules.replace('table ip ', 'table inet ');
}
