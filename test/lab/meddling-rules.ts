import { PASSIVE_PORTS } from './servers/server.js';
import { PUBLIC_CLIENT, PUBLIC_CLIENT_V6, PUBLIC_SERVER, PUBLIC_SERVER_SECOND } from './wiring.js';

/** A core that looks into packets: one rule in the words of nft, everything else passes. */
export function inspectingCore(rule: string): string {
  return `table ip core {
  chain forwarding {
    type filter hook forward priority filter
    ${rule}
  }
}
`;
}

/** A core that swallows connections to one port. */
export function portHole(port: number): string {
  return inspectingCore(`tcp dport ${port} ct state new drop`);
}

/** A server host whose calls back leave from its second address. */
export const otherSource = `table ip host {
  chain translation {
    type nat hook postrouting priority srcnat
    tcp sport 20 snat to ${PUBLIC_SERVER_SECOND}
  }
}
`;

/**
 * A core that lets the client out to port 21 and to what the kernel's FTP helper expects. The helper, which looks at
 * packets at the very end of postrouting, is kept from seeing 229: until it leaves the core the reply reads 339.
 */
export const pasvOnlyHelper = `table ip core {
  ct helper ftp-standard { type "ftp" protocol tcp; }
  chain helpers {
    type filter hook prerouting priority filter
    tcp dport 21 ct helper set "ftp-standard"
  }
  chain forwarding {
    type filter hook forward priority filter; policy drop
    tcp sport 21 @ih,0,32 0x32323920 @ih,0,32 set 0x33333920
    ct state established accept
    ct state related ct helper "ftp" accept
    ip saddr ${PUBLIC_CLIENT} tcp dport 21 accept
    ip saddr ${PUBLIC_SERVER} accept
  }
}
table netdev core {
  chain restore {
    type filter hook egress device "client" priority filter
    tcp sport 21 @ih,0,32 0x33333920 @ih,0,32 set 0x32323920
  }
}
`;

/** A server host that answers on another control port as on 21. */
export function alsoOn(port: number): string {
  return `table ip host {
  chain ports {
    type nat hook prerouting priority dstnat
    tcp dport ${port} redirect to :21
  }
}
`;
}

/** A server host that sees all its clients at one private address, as behind a proxy or a container bridge. */
export const hiddenClients = `table ip host {
  chain hide {
    type nat hook input priority 100
    tcp dport { 21, ${PASSIVE_PORTS.low}-${PASSIVE_PORTS.high} } snat to 10.9.9.9
  }
}
`;

/** A client that hides behind its second address, as behind a router of its own, with a helper or without. */
export function innerNat(helper: boolean): string {
  return `table ip inner {
  ct helper ftp-standard { type "ftp" protocol tcp; }
  chain helpers {
    type filter hook output priority filter
    ${helper ? 'tcp dport 21 ct helper set "ftp-standard"' : ''}
  }
  chain translation {
    type nat hook postrouting priority srcnat
    oifname "eth0" snat to 192.168.1.77
  }
}
`;
}

/** The same as `interceptingCore` over IPv6. */
export function interceptingCore6(port: number): string {
  return `table ip6 core {
  chain interception {
    type nat hook prerouting priority dstnat
    ip6 saddr ${PUBLIC_CLIENT_V6} tcp dport 1024-65535 redirect to :${port}
  }
}
`;
}

/** A core that takes every connection of the client to a high port, whoever it is for, to a port of its own. */
export function interceptingCore(port: number): string {
  return `table ip core {
  chain interception {
    type nat hook prerouting priority dstnat
    ip saddr ${PUBLIC_CLIENT} tcp dport 1024-65535 redirect to :${port}
  }
}
`;
}

/** A core that leads control connections of the client to a port of its own; further rules filter what it forwards or sends. */
export function divertedControl(port: number, filter = ''): string {
  return `table ip core {
  chain interception {
    type nat hook prerouting priority dstnat
    ip saddr ${PUBLIC_CLIENT} tcp dport 21 redirect to :${port}
  }
  ${filter}
}
`;
}
