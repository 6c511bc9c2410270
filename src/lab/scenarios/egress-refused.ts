import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'egress-refused',
  title: 'The firewall of the client refuses every port but 21',
  story:
    'A company lets its people out to port 21 only and answers anything else with RST, long before the server could. Passive mode fails at once, whatever the server.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-egress-blocked', sure: { 'client-egress-blocked': 'strong' } },
  build: () =>
    world({
      near: [
        firewall({ name: 'company firewall', blocks: 'to-server', open: [{ low: 21, high: 21 }], how: 'ECONNREFUSED' }),
      ],
    }),
});
