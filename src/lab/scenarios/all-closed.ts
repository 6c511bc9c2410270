import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'all-closed',
  title: 'The passive range is closed, and the client cannot be called',
  story:
    'The firewall of the server drops the passive ports, and the firewall on the client drops the call back. Each side blames the other, and both are right.',
  target: target(),
  expect: {
    verdict: 'broken',
    first: 'passive-range-closed',
    also: ['client-firewall-blocks-callback'],
    sure: { 'passive-range-closed': 'likely', 'client-firewall-blocks-callback': 'likely' },
  },
  build: () =>
    world({
      near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how: 'drop' })],
      far: [firewall({ name: 'server firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'drop' })],
    }),
});
