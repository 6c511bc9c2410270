import { aws } from './aws.js';
import { parts } from '../parts.js';
import { azure } from './azure.js';
import { checkPoint } from './check-point.js';
import { ciscoAsa } from './cisco-asa.js';
import { ciscoIos } from './cisco-ios.js';
import { docker } from './docker.js';
import type { FirewallKnowledge, FirewallRepairs } from './firewall.js';
import { firewalld } from './firewalld.js';
import { fortigate } from './fortigate.js';
import { iptables } from './iptables.js';
import { junos } from './junos.js';
import { kubernetes } from './kubernetes.js';
import { mikrotik } from './mikrotik.js';
import { nftables } from './nftables.js';
import { openwrt } from './openwrt.js';
import { paloAlto } from './palo-alto.js';
import { pf } from './pf.js';
import { sonicwall } from './sonicwall.js';
import { ufw } from './ufw.js';
import { windows } from './windows.js';

/** Every product, hosts with Linux first, as snippets are cut short from the end. */
export const firewalls: readonly FirewallKnowledge[] = [
  nftables,
  iptables,
  firewalld,
  ufw,
  windows,
  aws,
  azure,
  docker,
  kubernetes,
  mikrotik,
  openwrt,
  ciscoAsa,
  fortigate,
  ciscoIos,
  junos,
  paloAlto,
  checkPoint,
  sonicwall,
  pf,
];

/** One repair in the words of every product that has it, each under a comment line with the product's name. */
export function firewallSnippet(repair: (repairs: FirewallRepairs) => string | undefined): string {
  return parts(firewalls, repair);
}
