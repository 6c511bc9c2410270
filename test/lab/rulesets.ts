import type { PortRange } from '../../src/model/network.js';
import type { ClientRouter, ServerRouter, Uninvited } from './wiring.js';
import { CLIENT_WAN, insideOf, PUBLIC_CLIENT, SERVER_WAN } from './wiring.js';

/** What both routers share: the FTP helper on port 21 if there is one, and the treatment of uninvited SYNs. */
function common(alg: boolean, uninvited: Uninvited | undefined): string {
  return `
  ct helper ftp-standard { type "ftp" protocol tcp; }
  chain helpers {
    type filter hook prerouting priority filter
    ${alg ? 'tcp dport 21 ct helper set "ftp-standard"' : ''}
  }
  chain own {
    type filter hook input priority filter
    ${uninvited === 'drop' ? 'iifname "wan" ct state { new, invalid } drop' : ''}
  }`;
}

/** The ruleset of the client's router: source NAT, a stateful filter, and the FTP helper where asked for. */
export function clientRouterRules(router: ClientRouter): string {
  const [first, second] = CLIENT_WAN;
  return `table ip router {${common(router.alg === true, router.uninvited)}
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ${router.forgets === undefined ? '' : `ct state invalid ${router.forgets.how === 'drop' ? 'drop' : 'meta l4proto tcp reject with tcp reset'}`}
    ct state established accept
    ${router.related === false ? '' : 'ct state related ct helper "ftp" accept'}
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
  const ports = ['21', '990', ...(router.forward ?? []).map(({ low, high }) => `${low}-${high}`)];
  return `table ip router {${common(router.alg === true, router.uninvited)}
  chain forwards {
    type nat hook prerouting priority dstnat
    iifname "wan" ip daddr ${SERVER_WAN} tcp dport { ${ports.join(', ')} } dnat to ${server}
  }
  chain forwarding {
    type filter hook forward priority filter; policy drop
    ct state established accept
    ct state related ct helper "ftp" accept
    ct status dnat accept
    iifname "lan" accept
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
