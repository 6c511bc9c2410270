import { span, type FirewallKnowledge } from './firewall.js';

/** An anonymous section of /etc/config/firewall, and its activation. */
function section(kind: string, options: readonly string[]): string {
  return [
    `uci add firewall ${kind}`,
    ...options.map((option) => `uci set firewall.@${kind}[-1].${option}`),
    'uci commit firewall && service firewall restart',
  ].join('\n');
}

/** OpenWrt with its firewall 3 or 4. */
export const openwrt: FirewallKnowledge = {
  product: 'OpenWrt',
  repairs: {
    letIn: ({ range }) =>
      section('rule', ['src=wan', 'dest=lan', 'proto=tcp', `dest_port=${span(range)}`, 'target=ACCEPT']),
    forward: ({ range, inside }) =>
      section('redirect', [
        'src=wan',
        'proto=tcp',
        `src_dport=${span(range)}`,
        `dest_ip=${inside}`,
        'dest=lan',
        'target=DNAT',
      ]),
    letOut: ({ range, outside }) =>
      section('rule', [
        'src=lan',
        'dest=wan',
        'proto=tcp',
        `dest_ip=${outside}`,
        `dest_port=${span(range)}`,
        'target=ACCEPT',
      ]),
    helperOn: (port) =>
      port === 21
        ? 'opkg install kmod-nf-nathelper\nuci add_list firewall.@zone[0].helper=ftp\nuci commit firewall && service firewall restart'
        : `opkg install kmod-nf-nathelper\n${section('helper', ['name=ftp', 'module=nf_conntrack_ftp', 'proto=tcp', 'family=any', `port=${port}`])}`,
    helperOff: () => 'uci set firewall.@zone[0].auto_helper=0\nuci commit firewall && service firewall restart',
    clampMss: 'uci set firewall.@zone[1].mtu_fix=1\nuci commit firewall && service firewall restart',
    hairpin: () => 'uci set firewall.@redirect[-1].reflection=1\nuci commit firewall && service firewall restart',
  },
  where: 'zone[0] is lan and zone[1] is wan in the configuration as delivered.',
  source: 'OpenWrt wiki: Firewall configuration (/etc/config/firewall), fw4 helpers',
};
