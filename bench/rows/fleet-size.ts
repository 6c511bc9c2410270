import { withFleet } from '../fleet-targets.js';
import { time } from '../programs.js';
import type { Figure, Row } from '../row.js';
import { mustBeHealthy, sweep } from './fleet.js';

const sizes = [10, 100, 1000, 5000] as const;

/** What each further target costs, and what it leaves in memory. */
const fleetSize: Row = {
  id: 'fleet-size',
  job: `cost of ${sizes.join(', ')} targets, concurrency 200`,
  against: 'itself',
  missing: () => '',
  run: () =>
    withFleet(async (some) => {
      const figures: Figure[] = [];
      const found = new Map<number, { perTarget: number; megabytes: number }>();
      let startMs = 0;
      for (const size of sizes) {
        const ran = await time(sweep(await some.targets(size)));
        mustBeHealthy(ran.stdout, size);
        // The smallest sweep is nearly all start.
        if (size === sizes[0]) startMs = ran.cpuMs;
        const perTarget = size === sizes[0] ? ran.cpuMs / size : (ran.cpuMs - startMs) / (size - sizes[0]);
        found.set(size, { perTarget, megabytes: ran.megabytes });
        figures.push(
          {
            what: `${size} targets: CPU per target${size === sizes[0] ? ', start included' : ''}`,
            unit: 'ms',
            values: [perTarget],
          },
          { what: `${size} targets: memory`, unit: 'MB', values: [ran.megabytes] },
        );
      }
      const against = (one: number, other: number, what: 'perTarget' | 'megabytes'): number[] => [
        (found.get(one)?.[what] ?? Number.NaN) / (found.get(other)?.[what] ?? Number.NaN),
      ];
      return {
        goals: [
          {
            what: 'CPU per target, 5,000 against 1,000',
            unit: 'times',
            atMost: 1.15,
            values: against(5000, 1000, 'perTarget'),
          },
          {
            what: 'memory, 5,000 against 1,000',
            unit: 'times',
            atMost: 1.15,
            values: against(5000, 1000, 'megabytes'),
          },
        ],
        figures,
        notes: [],
      };
    }),
};

export default fleetSize;
