import { lanOf, overIpv6, span, type FirewallKnowledge, type Opening } from './firewall.js';

const ip = (opening: Opening): string => (overIpv6(opening) ? 'ip6' : 'ip');

/** nftables with the table and chain names of Debian's example configuration. */
export const nftables: FirewallKnowledge = {
  product: 'nftables',
  repairs: {
    // `insert`, not `add`: behind a final drop or reject a rule has no effect.
    letIn: ({ range }) => `nft insert rule inet filter input tcp dport ${span(range)} accept`,
    forward: (opening) => {
      const { range, outside, inside } = opening;
      const ports = `tcp dport ${span(range)}`;
      return `nft add rule ${ip(opening)} nat prerouting ${ip(opening)} daddr ${outside} ${ports} dnat to ${inside}\nnft insert rule inet filter forward ${ip(opening)} daddr ${inside} ${ports} accept`;
    },
    letOut: (opening) =>
      `nft insert rule inet filter forward ${ip(opening)} daddr ${opening.outside} tcp dport ${span(opening.range)} accept`,
    admit: (opening) =>
      `nft insert rule inet filter input ${ip(opening)} saddr ${opening.outside} tcp dport ${span(opening.range)} accept`,
    callOut: 'nft insert rule inet filter output tcp sport 20 accept',
    helperOn: (port) =>
      [
        'nft add table inet ftp-alg',
        `nft 'add ct helper inet ftp-alg ftp { type "ftp" protocol tcp; l3proto ip; }'`,
        `nft 'add ct helper inet ftp-alg ftp6 { type "ftp" protocol tcp; l3proto ip6; }'`,
        `nft 'add chain inet ftp-alg pre { type filter hook prerouting priority filter; }'`,
        `nft add rule inet ftp-alg pre ip version 4 tcp dport ${port} ct helper set ftp`,
        `nft add rule inet ftp-alg pre ip6 version 6 tcp dport ${port} ct helper set ftp6`,
        'nft insert rule inet filter forward ct state related accept',
      ].join('\n'),
    // Whatever the table is called: every rule that assigns a helper goes.
    helperOff: () =>
      `nft -a list ruleset | awk '/^table/{t=$2" "$3} /^\\tchain/{c=$2} /ct helper set/{print "delete rule", t, c, "handle", $NF}' | nft -f -`,
    related: 'nft insert rule inet filter forward ct state related accept',
    clampMss: 'nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu',
    hairpin: (opening) => {
      const { outside, inside } = opening;
      return `nft add rule ip nat prerouting ip daddr ${outside} tcp dport { 21, ${span(opening.range)} } dnat to ${inside}\nnft add rule ip nat postrouting ip saddr ${lanOf(opening)} ip daddr ${inside} ct status dnat masquerade`;
    },
  },
  where:
    'Table and chain names are those of the usual /etc/nftables.conf (inet filter: input, forward; ip nat: prerouting, postrouting); put in your own, and write the rules into that file too. A drop in any table wins over an accept in another.',
  source: 'nft(8); wiki.nftables.org, "Conntrack helpers"',
};
