import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'control-filtered',
  title: 'Port 21 is dropped on the way',
  story: 'A firewall swallows the SYN to port 21. Not even the greeting can be asked for.',
  target: target(),
  expect: { verdict: 'broken', first: 'control-filtered', sure: { 'control-filtered': 'proven' } },
  build: () => world({ far: [firewall({ name: 'server firewall', blocks: 'to-server', open: [], how: 'drop' })] }),
});
