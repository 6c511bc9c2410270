import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'range-closed',
  title: 'The firewall of the server drops the passive range',
  story:
    'Port 21 is open, the passive ports are not, and the firewall says nothing. Passive clients log in, see 227 and hang on LIST until they lose patience.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'likely' } },
  build: () =>
    world({
      far: [firewall({ name: 'server firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'drop' })],
    }),
});
