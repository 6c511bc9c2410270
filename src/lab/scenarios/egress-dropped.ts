import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'egress-dropped',
  title: 'The firewall of the client drops every port but 21',
  story:
    'As in egress-refused, but in silence. From one end nobody can tell whether the passive ports die here or at the server.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'likely' } },
  build: () =>
    world({
      near: [firewall({ name: 'company firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'drop' })],
    }),
});
