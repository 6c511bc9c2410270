import type { PortRange } from '../../model/network.js';

/** Passive ports, and the addresses that a rule about them names. IPv6 addresses come without brackets. */
export interface Opening {
  readonly range: PortRange;
  /** The address that clients dial. */
  readonly outside: string;
  /** The server's own address behind the NAT, or a placeholder in capitals where it is not known. */
  readonly inside: string;
}

/** Commands to paste, by what they mend. Absent where a product has no such thing. */
export interface FirewallRepairs {
  /** Lets these ports in, on the server's own host or before it. */
  readonly letIn?: (opening: Opening) => string;
  /** Forwards these ports one to one through a NAT and lets them pass. */
  readonly forward?: (opening: Opening) => string;
  /** Lets clients out to the passive range of one server. */
  readonly letOut?: (opening: Opening) => string;
  /** Lets the server at `outside` call back to the active range of this client. */
  readonly admit?: (opening: Opening) => string;
  /** Lets the server call its clients back, from port 20 as most do. */
  readonly callOut?: string;
  /** Puts the FTP helper (ALG) on a control port. Clear FTP only. */
  readonly helperOn?: (port: number) => string;
  /** Takes the FTP helper away. */
  readonly helperOff?: (port: number) => string;
  /** Lets the connections pass that the helper expects. */
  readonly related?: string;
  /** Keeps TCP from sending packets larger than the path carries. */
  readonly clampMss?: string;
  /** Sends clients inside that dial the outside address back to the server; masks only those of its own LAN. IPv4. */
  readonly hairpin?: (opening: Opening) => string;
}

/** How to set one firewall or router product for what a diagnosis asks for. */
export interface FirewallKnowledge {
  /** Its name as its makers write it, unique in the list. */
  readonly product: string;
  readonly repairs: FirewallRepairs;
  /** What the commands take for granted, and how they survive a restart. */
  readonly where: string;
  /** The manual it was read in. */
  readonly source: string;
}

/** A range as most products write it, a single port without its second end. `between` stands between the ends. */
export function span({ low, high }: PortRange, between = '-'): string {
  return low === high ? String(low) : `${low}${between}${high}`;
}

/** A name for a rule or an object about these ports. */
export function labelOf({ range }: Opening): string {
  return `FTP-${span(range)}`;
}

/** Whether an address is one of IPv6; placeholders count as IPv4. */
export function overIpv6({ outside }: Opening): boolean {
  return outside.includes(':');
}

/** The network that an inside server most likely shares with others: its /24, or a placeholder where it is not known. */
export function lanOf({ inside }: Opening): string {
  const [, three] = /^((?:\d{1,3}\.){3})\d{1,3}$/.exec(inside) ?? [];
  return three === undefined ? 'LAN/24' : `${three}0/24`;
}
