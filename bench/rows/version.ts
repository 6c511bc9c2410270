import { inAlternation, ratios } from '../measure.js';
import { cpus, ours, time, walls } from '../programs.js';
import type { Row } from '../row.js';

/** What the bare start costs, for whoever asks for the version in a script. */
const version: Row = {
  id: 'version',
  job: '`ftpdoctor --version`',
  against: '`node -e 0`',
  missing: () => '',
  async run() {
    const [mine, node] = await inAlternation(
      25,
      () => time(ours('--version')),
      () => time([process.execPath, '-e', '0']),
    );
    return {
      goals: [
        { what: 'wall time', unit: 'times', atMost: 1.25, values: ratios(walls(mine), walls(node)) },
        { what: 'processor time', unit: 'times', atMost: 1.25, values: ratios(cpus(mine), cpus(node)) },
      ],
      figures: [
        { what: 'ftpdoctor --version', unit: 'ms', values: walls(mine) },
        { what: 'node -e 0', unit: 'ms', values: walls(node) },
      ],
      notes: [],
    };
  },
};

export default version;
