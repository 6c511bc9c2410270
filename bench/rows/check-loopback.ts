import { startFarm } from '../../test/fleet/farm.js';
import { inAlternation, ratios } from '../measure.js';
import { cpus, ours, time, walls } from '../programs.js';
import type { Row } from '../row.js';
import { mustSay } from '../verdict.js';

/** A whole check where the network costs nothing: what is left is the program. */
const checkLoopback: Row = {
  id: 'check-loopback',
  job: '`check --format json`, healthy, loopback, four modes, whole process',
  against: '`node -e 0`',
  missing: () => '',
  async run() {
    const farm = await startFarm();
    try {
      const argv = ours('check', '--format', 'json', `127.0.0.1:${farm.healthyPort}`);
      mustSay('healthy', (await time(argv)).stdout);
      const [mine, node] = await inAlternation(
        25,
        () => time(argv),
        () => time([process.execPath, '-e', '0']),
      );
      return {
        goals: [
          { what: 'wall time', unit: 'times', atMost: 2.2, values: ratios(walls(mine), walls(node)) },
          { what: 'processor time', unit: 'times', atMost: 2.2, values: ratios(cpus(mine), cpus(node)) },
        ],
        figures: [
          { what: 'ftpdoctor check', unit: 'ms', values: walls(mine) },
          { what: 'node -e 0', unit: 'ms', values: walls(node) },
        ],
        notes: [],
      };
    } finally {
      await farm.close();
    }
  },
};

export default checkLoopback;
