import type { PortTrouble } from '../../reflector/reflector.js';
import { whyNot } from '../errno.js';

/** Why a port could not be had, and the mend. */
export function whyNoPort({ port, code }: PortTrouble): string {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is taken by another program (ss -ltnp 'sport = :${port}' names it); stop it or give another --listen or --data-range`;
    case 'EACCES':
    case 'EPERM':
      return `port ${port} may be opened by root only; run it as the systemd service of docs/reflector.md, or allow it with: sysctl net.ipv4.ip_unprivileged_port_start=21, or: setcap cap_net_bind_service=+ep $(command -v node)`;
    case 'EADDRNOTAVAIL':
      return `port ${port}: this machine does not have the address in --listen`;
    default:
      return `port ${port} ${whyNot(Object.assign(new Error(code), { code }))}; give another --listen`;
  }
}
