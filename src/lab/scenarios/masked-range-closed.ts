import { firewall } from '../boxes/firewall.js';
import { inspector } from '../boxes/inspector.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'masked-range-closed',
  title: 'A firewall that masks the server, and a closed passive range',
  story:
    'The firewall replaces the greeting with stars and the system with a row of X, which harms nobody. The listings hang because its passive ports are closed.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'likely' } },
  build: () =>
    world({
      far: [
        inspector({
          name: 'server firewall',
          ports: [21],
          edit: (text) => text.replace(/^220 .*/, `220 ${'*'.repeat(20)}`).replace(/^215 .*/, `215 ${'X'.repeat(12)}`),
        }),
        firewall({ name: 'server firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'drop' }),
      ],
    }),
});
