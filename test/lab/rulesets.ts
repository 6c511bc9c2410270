import type { PortRange } from '../../src/model/network.js';
import type { ClientRouter, ServerRouter } from './wiring.js';
import {
  CLIENT_WAN,
  insideOf,
  PUBLIC_CLIENT,
  PUBLIC_SERVER,
  PUBLIC_SERVER_SECOND,
  PUBLIC_CLIENT_V6,
  PUBLIC_SERVER_V6,
  PUBLIC_SERVER_SECOND_V6,
  SERVER_WAN,
} from './wiring.js';

type Common = Pick<ServerRouter, 'alg' | 'uninvited' | 'ownControlPort'>;

/** What both routers share: the FTP helper on port 21 if there is one, and the treatment of uninvited SYNs. */
function common({ alg, uninvited, ownControlPort }: Common): string {
  return `
  ct helper ftp-standard { type "ftp" protocol tcp; }
  chain helpers {
    type filter hook prerouting priority filter
    ${alg === true ? 'tcp dport 21 ct helper set "ftp-standard"' : ''}
  }
  chain own {
    type filter hook input priority filter
    ${ownControlPort === true ? 'tcp dport 21 accept' : ''}
    ${uninvited === 'drop' ? 'iifname { "wan", "office" } ct state { new, invalid } drop' : ''}
  }`;
}

/** What becomes of segments of connections that the router has forgotten. */
function forgotten({ forgets }: ClientRouter): string {
  if (forgets === undefined || forgets.how === 'wakes') return '';
  return `ct state invalid ${forgets.how === 'drop' ? 'drop' : 'meta l4proto tcp reject with tcp reset'}`;
}

/** The ruleset of the client's router: source NAT, a stateful filter, and the FTP helper where asked for. */
export function clientRouterRules(router: ClientRouter): string {
  const [first, second] = CLIENT_WAN;
  return `table ip router {${common(router)}
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ${forgotten(router)}
    ct state established accept
    ${router.related === false ? '' : 'ct state related ct helper "ftp" accept'}
    ${router.letsOut === undefined ? '' : `iifname "lan" tcp dport != { ${router.letsOut.join(', ')} } drop`}
    iifname "lan" accept
  }
  chain translation {
    type nat hook postrouting priority srcnat
    ${router.unpairedPool === true ? `oifname "wan" tcp dport != 21 snat to ${second}` : ''}
    oifname "wan" snat to ${first}
  }
}
`;
}

/** The ruleset of the server's router: forwarding of port 21 and the given ranges, and the FTP helper where asked for. */
export function serverRouterRules(router: ServerRouter): string {
  const server = `${insideOf(router)}.10`;
  const from = router.hairpin === true ? '' : 'iifname "wan" ';
  const ports = [
    ...(router.ownControlPort === true ? [] : ['21', '990']),
    ...(router.forward ?? []).map(({ low, high }) => `${low}-${high}`),
  ];
  return `table ip router {${common(router)}
  chain forwards {
    type nat hook prerouting priority dstnat
    ${ports.length === 0 ? '' : `${from}ip daddr ${SERVER_WAN} tcp dport { ${ports.join(', ')} } dnat to ${server}`}
  }
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ct state established accept
    ct state related ct helper "ftp" accept
    ct status dnat accept
    iifname { "lan", "office" } accept
  }
  chain translation {
    type nat hook postrouting priority srcnat
    oifname "wan" snat to ${SERVER_WAN}
  }
}
`;
}

/** A host firewall that lets nothing new in: what it does with the rest is given in nft's words. */
export function hostFirewall(fate: string): string {
  return `table inet host {
  chain own {
    type filter hook input priority filter
    ct state established accept
    iifname "lo" accept
    meta l4proto ipv6-icmp accept
    tcp flags & (syn | ack) == syn ${fate}
  }
}
`;
}

/** A server host that meets connections to these ports so, and lets in all others. */
export function portFirewall(ports: PortRange, fate: string): string {
  return `table inet host {
  chain own {
    type filter hook input priority filter
    tcp dport ${ports.low}-${ports.high} ct state new ${fate}
  }
}
`;
}

/** A host that lets in so many new connections to these ports, and none until nothing has come for five seconds. */
export function rateLimited(ports: PortRange, most: number): string {
  return `table inet host {
  set callers { type ipv4_addr; size 100; flags dynamic, timeout; timeout 5s; }
  chain own {
    type filter hook input priority filter
    tcp dport ${ports.low}-${ports.high} ct state new update @callers { ip saddr limit rate over 1/hour burst ${most} packets } drop
  }
}
`;
}

/** A server host whose calls from port 20 meet this fate. */
export function noCallsOut(fate: string): string {
  return `table inet host {
  chain calls {
    type filter hook output priority filter
    tcp sport 20 ct state new ${fate}
  }
}
`;
}

/** A core that carries nothing but the control port. */
export const CONTROL_ONLY_CORE = `table inet core {
  chain forwarding {
    type filter hook forward priority filter; policy drop
    tcp dport 21 accept
    tcp sport 21 accept
  }
}
`;

/** A core that sends everything but control connections of the public client on from its neighbour's address. */
export const UNPAIRED_CORE = `table ip core {
  chain translation {
    type nat hook postrouting priority srcnat
    ip saddr ${PUBLIC_CLIENT} tcp dport != 21 snat to 198.51.100.8
  }
}
`;

/** The same over IPv6. */
export const UNPAIRED_CORE_6 = `table ip6 core {
  chain translation {
    type nat hook postrouting priority srcnat
    ip6 saddr ${PUBLIC_CLIENT_V6} tcp dport != 21 snat to 2001:db8:7::8
  }
}
`;

/** A core that lets the client out over IPv6 to port 21 and to what the kernel's FTP helper expects. */
export const HELPER_CORE_6 = `table inet core {
  ct helper ftp-six { type "ftp" protocol tcp; l3proto ip6; }
  chain helpers {
    type filter hook prerouting priority filter
    meta nfproto ipv6 tcp dport 21 ct helper set "ftp-six"
  }
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ct state established accept
    ct state related ct helper "ftp" accept
    tcp dport 21 accept
    meta l4proto ipv6-icmp accept
  }
}
`;

/** A server host that answers on a second address for its first, as a load balancer with direct return does. */
export function addressAlias(alias: string, address: string): string {
  return `table ip host {
  chain forwards {
    type nat hook prerouting priority dstnat
    ip daddr ${alias} dnat to ${address}
  }
}
`;
}

/** A server host that spreads connections to its passive ports over both its addresses, of which one runs a server. */
export function shareOut(ports: PortRange, by = 'numgen inc mod 2'): string {
  return `table ip host {
  chain forwards {
    type nat hook prerouting priority dstnat
    tcp dport ${ports.low}-${ports.high} dnat to ${by} map { 0 : ${PUBLIC_SERVER}, 1 : ${PUBLIC_SERVER_SECOND} }
  }
}
`;
}

/** The same over IPv6. */
export function shareOut6(ports: PortRange): string {
  return `table ip6 host {
  chain forwards {
    type nat hook prerouting priority dstnat
    tcp dport ${ports.low}-${ports.high} dnat to numgen inc mod 2 map { 0 : ${PUBLIC_SERVER_V6}, 1 : ${PUBLIC_SERVER_SECOND_V6} }
  }
}
`;
}
