import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'dead-port',
  title: 'One passive port is dead for no reason that its number tells',
  story:
    'The firewall lacks port 5062 of the passive range. No protocol is known to be inspected there, so this is a range that is partly open.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-partial', sure: { 'passive-range-partial': 'possible' } },
  build: () =>
    world({
      near: [
        firewall({
          name: 'home router',
          blocks: 'to-server',
          open: [
            { low: 1, high: 5061 },
            { low: 5063, high: 65_535 },
          ],
          how: 'drop',
        }),
      ],
      services: { 21: ftp({ passivePorts: { low: 5056, high: 5065, order: 'sequential', seed: 5062 } }) },
    }),
});
