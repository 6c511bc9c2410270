import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Lab } from '../test/lab/build.js';
import { must } from '../test/lab/command.js';
import { projectRoot, python } from '../test/lab/places.js';
import { SEGMENT } from '../test/lab/wiring.js';

/** Puts a delay into both directions of a lab's path, in the core between client and server. It ends with the lab. */
export async function delayPath(lab: Lab, roundTripMs: number): Promise<void> {
  const script = join(projectRoot, 'bench/delay-link.py');
  const [file = '', ...args] = lab.on('core', [python, script, String(roundTripMs / 2000)]);
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the delay link ended; it needs /dev/net/tun');
    }),
  ]);
  const rules = [
    'ip link set bench-a up; ip link set bench-b up',
    'for one in all default bench-a bench-b; do sysctl -qw net.ipv4.conf.$one.rp_filter=0; done',
    'ip rule add iif client lookup 101; ip route add default dev bench-a table 101',
    `ip rule add iif ${SEGMENT} lookup 102; ip route add default dev bench-b table 102`,
  ];
  await must(lab.on('core', ['sh', '-ec', rules.join('\n')]));
}
