import type { Lab } from './build.js';
import { must } from './command.js';
import { labFile, program, python } from './places.js';
import { startDaemon } from './servers/daemon.js';
import type { Role } from './wiring.js';
import { PUBLIC_SERVER, PUBLIC_SERVER_V6 } from './wiring.js';

/** A program on one of the machines that is part of the path. */
export interface Device {
  readonly on: Role;
  /** Unique among the devices of a scenario. */
  readonly name: string;
  readonly argv: readonly string[];
  /** The port it listens on; without one it is ready when its command line ends, having left something behind. */
  readonly port?: number;
}

/** Starts the devices of a scenario one after the other, and answers when all are ready. They end with the lab. */
export async function startDevices(lab: Lab, devices: readonly Device[]): Promise<void> {
  for (const { on, port, ...program } of devices) {
    if (port === undefined) await must(lab.on(on, program.argv));
    else await startDaemon(lab, on, { ...program, port });
  }
}

/** A proxy of the fourth layer: takes connections to a port and opens its own ones to the server behind it. */
export function relay(on: Role, port: number, server: string): Device {
  const listen = `TCP-LISTEN:${port},fork,reuseaddr`;
  return { on, name: `relay-${port}`, argv: ['socat', listen, `TCP:${server}:${port}`], port };
}

/** Puts a public server so many milliseconds away, by holding back what it sends. */
export function farAway(milliseconds: number): Device {
  const argv = [python, labFile('servers', 'far-away.py'), String(milliseconds), PUBLIC_SERVER, PUBLIC_SERVER_V6];
  return { on: 'server', name: 'far-away', argv: [...argv, '2198'], port: 2198 };
}

/** The port that `ftpProxy` listens on. */
export const FTP_PROXY_PORT = 2199;

/** SUSE's FTP proxy on the core, which speaks to servers in a mode of its own. `divertedControl` leads clients to it. */
export function ftpProxy(mode: 'active' | 'passive' | 'client'): Device {
  const argv = ['sh', labFile('servers', 'ftp-proxy.sh'), program('ftp-proxy'), mode];
  return { on: 'core', name: 'ftp-proxy', argv, port: FTP_PROXY_PORT };
}

/** The prefix under which the NAT64 of the core shows IPv4 addresses (RFC 6052). */
export const NAT64_PREFIX = '2001:db8:64::';

/** A NAT64 on the core: tayga, behind the address that the core has on the segment. */
export const NAT64: Device = { on: 'core', name: 'tayga', argv: ['sh', labFile('servers', 'nat64.sh')] };

/** Another client of the LAN that has announced a port in PORT and never lists. */
export function portHolder(server: string, account: { user: string; password: string }, port: number): Device {
  const argv = [python, labFile('servers', 'port-holder.py'), server, account.user, account.password, String(port)];
  // It says that it is ready by listening where nobody calls.
  return { on: 'client', name: `holder-${port}`, argv: [...argv, String(port - 1000)], port: port - 1000 };
}

/** A proxy on the core that passes lines only, on the port of `ftpProxy`. */
export function lineProxy(server: string): Device {
  const argv = [python, labFile('servers', 'line-proxy.py'), String(FTP_PROXY_PORT), server];
  return { on: 'core', name: 'line-proxy', argv, port: FTP_PROXY_PORT };
}
