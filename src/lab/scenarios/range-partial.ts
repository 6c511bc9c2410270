import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'range-partial',
  title: 'The firewall opens only half of the passive range',
  story:
    'The server uses ports 50000 to 50099, the firewall lets 50000 to 50049 through. Every other listing hangs, and trying again seems to mend it.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-partial', sure: { 'passive-range-partial': 'proven' } },
  build: () =>
    world({
      far: [
        firewall({
          name: 'server firewall',
          blocks: 'to-server',
          open: [
            { low: 21, high: 21 },
            { low: 50_000, high: 50_049 },
          ],
          how: 'drop',
        }),
      ],
    }),
});
