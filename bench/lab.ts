import { build, type Lab } from '../test/lab/build.js';
import { findProgram } from '../test/lab/places.js';
import { startServer } from '../test/lab/servers/start.js';
import { PUBLIC_SERVER, type Wiring } from '../test/lab/wiring.js';

/** Why namespaces with real servers cannot be made here; empty when they can. */
export function labMissing(...programs: readonly string[]): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'it needs Linux and root, for network namespaces';
  const lacking = ['ip', 'nft', 'vsftpd', ...programs].filter((name) => findProgram(name) === null);
  return lacking.length === 0 ? '' : `not installed: ${lacking.join(', ')} (test/lab/install-servers.sh)`;
}

/** Where the lab's server is. */
export const labServer = PUBLIC_SERVER;

/** Has a network with vsftpd stand while something is done in it. */
export async function inLab<T>(wiring: Wiring, use: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await build(wiring);
  try {
    await startServer(lab, { product: 'vsftpd' });
    return await use(lab);
  } finally {
    await lab.remove();
  }
}

/** Drops every data connection in both directions, and lets the control connection through. */
export const dataPortsDropped = `table ip bench {
  chain forward {
    type filter hook forward priority 0
    tcp dport 21 accept
    tcp sport 21 accept
    meta l4proto tcp drop
  }
}`;
