import { PASSIVE_PORTS } from './servers/server.js';
import { SERVER_WAN } from './wiring.js';

/** Rulesets with the table and chain names that administrators find in their distribution, and that snippets name. */

/** A host that lets in SSH and the control port only. */
export const HOST_NFT = `table inet filter {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    iifname "lo" accept
    tcp dport { 21, 22 } accept
    meta l4proto ipv6-icmp accept
  }
}
`;

/** The same by commands. */
export const HOST_IPTABLES = `iptables -P INPUT DROP
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -i lo -j ACCEPT
iptables -A INPUT -p tcp -m multiport --dports 21,22 -j ACCEPT`;

/** What a router between `lan` and `wan` forwards from outside, whether it has the helper, and lets pass what that expects. */
interface RouterParts {
  readonly forwards?: string;
  readonly helper?: boolean;
  readonly related?: boolean;
}

/** Such a router in the language of nft. */
export function routerNft({ forwards = '', helper = false, related = false }: RouterParts): string {
  return `table inet filter {
  chain forward {
    type filter hook forward priority filter; policy drop
    ct state ${related ? '{ established, related }' : 'established'} accept
    iifname { "lan", "office" } accept
    ip daddr 10.0.0.10 tcp dport 21 accept
  }
}
table ip nat {
  chain prerouting {
    type nat hook prerouting priority dstnat
    ${forwards}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname "wan" masquerade
  }
}
${
  helper
    ? `table ip helpers {
  ct helper ftp { type "ftp" protocol tcp; }
  chain pre {
    type filter hook prerouting priority filter
    tcp dport 21 ct helper set "ftp"
  }
}`
    : ''
}
`;
}

/** The same by commands. */
export function routerIptables({ forwards = '', helper = false, related = false }: RouterParts): string {
  return `iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED${related ? ',RELATED' : ''} -j ACCEPT
iptables -A FORWARD -i lan -j ACCEPT
iptables -A FORWARD -i office -j ACCEPT
iptables -A FORWARD -d 10.0.0.10 -p tcp --dport 21 -j ACCEPT
iptables -t nat -A POSTROUTING -o wan -j MASQUERADE
${forwards}
${helper ? 'iptables -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp' : 'true'}`;
}

/** The forward of the control port, alone or with the passive range, that the server's router already has. */
export const CONTROL_NFT = `iifname "wan" ip daddr ${SERVER_WAN} tcp dport 21 dnat to 10.0.0.10`;
export const CONTROL_IPTABLES = `iptables -t nat -A PREROUTING -i wan -d ${SERVER_WAN} -p tcp --dport 21 -j DNAT --to-destination 10.0.0.10`;
export const ALL_PORTS_NFT = `iifname "wan" ip daddr ${SERVER_WAN} tcp dport { 21, ${PASSIVE_PORTS.low}-${PASSIVE_PORTS.high} } dnat to 10.0.0.10`;
export const ALL_PORTS_IPTABLES = `${CONTROL_IPTABLES}
iptables -t nat -A PREROUTING -i wan -d ${SERVER_WAN} -p tcp --dport ${PASSIVE_PORTS.low}:${PASSIVE_PORTS.high} -j DNAT --to-destination 10.0.0.10`;

/** A core with a small link to the client that keeps the ICMP messages about it to itself. */
export const SILENT_CORE = `table inet filter {
  chain forward {
    type filter hook forward priority filter; policy accept
  }
  chain output {
    type filter hook output priority filter; policy accept
    icmp type destination-unreachable drop
  }
}
`;
