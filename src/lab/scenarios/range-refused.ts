import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'range-refused',
  title: 'The firewall of the server refuses the passive range',
  story:
    'As in range-closed, but the firewall answers with RST. The failure comes after one round trip instead of a timeout.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'proven' } },
  build: () =>
    world({
      far: [
        firewall({ name: 'server firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'ECONNREFUSED' }),
      ],
    }),
});
