import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'egress-refused-nearby',
  title: 'The firewall of the client refuses every port but 21, and the server is next door',
  story:
    'The same refusals as behind a closed passive range, and the server is only two milliseconds away: no time tells on which side of the path they come from. Nothing may be called proven.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-range-closed', sure: { 'passive-range-closed': 'likely' } },
  build: () =>
    world({
      rttMs: 2,
      near: [
        firewall({ name: 'client firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'ECONNREFUSED' }),
      ],
    }),
});
