import { join } from 'node:path';
import { build } from './build.js';
import { run } from './command.js';
import type { Said } from './judge.js';
import { readReport, said } from './judge.js';
import { projectRoot } from './places.js';
import { products, startServer } from './servers/start.js';
import { outsideOf, type Wiring } from './wiring.js';

/** A core that loses so many packets of a hundred, in both directions. */
export function lossyCore(percent: number): string {
  return `table inet core {
  chain forwarding {
    type filter hook forward priority filter
    numgen random mod 100 < ${percent} drop
  }
}
`;
}

/** Checks a healthy server so many times over a path that loses packets, and answers what was said each time. */
export async function checkOverLoss(percent: number, runs: number, wiring: Wiring = {}): Promise<Said[]> {
  const lab = await build({ ...wiring, coreRules: lossyCore(percent) });
  const heard: Said[] = [];
  try {
    const server = { product: 'pyftpdlib' } as const;
    await startServer(lab, server);
    const { user, password } = products[server.product].account;
    const entry = join(projectRoot, 'bin/ftpdoctor.js');
    const argv = [process.execPath, entry, 'check', outsideOf(wiring), '--format', 'json', '--user', user];
    const env = { PATH: process.env['PATH'], HOME: lab.folder, FTPDOCTOR_PASSWORD: password };
    let left = runs;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const output = await run(lab.on('client', argv), { env, timeoutMs: 180_000 });
        heard.push(said(readReport(output), output));
      }
    };
    // Mostly they wait for packets to be sent again.
    await Promise.all(Array.from({ length: 4 }, lane));
  } finally {
    await lab.remove();
  }
  return heard;
}
