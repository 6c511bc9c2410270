import { aws } from './aws.js';
import { azure } from './azure.js';
import { ciscoAsa } from './cisco-asa.js';
import type { FirewallKnowledge, FirewallRepairs } from './firewall.js';
import { firewalld } from './firewalld.js';
import { fortigate } from './fortigate.js';
import { iptables } from './iptables.js';
import { mikrotik } from './mikrotik.js';
import { nftables } from './nftables.js';
import { openwrt } from './openwrt.js';
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
  mikrotik,
  openwrt,
  ciscoAsa,
  fortigate,
];

/** One repair in the words of every product that has it, each under a comment line with the product's name. */
export function firewallSnippet(repair: (repairs: FirewallRepairs) => string | undefined): string {
  return firewalls
    .flatMap(({ product, repairs }) => {
      const text = repair(repairs);
      return text === undefined ? [] : [`# ${product}:\n${text}`];
    })
    .join('\n');
}
