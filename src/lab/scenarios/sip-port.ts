import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'sip-port',
  title: 'A router takes passive port 5060 for SIP',
  story:
    'The passive range of the server contains port 5060. A router on the way treats that port as telephony, so one listing in ten hangs.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-port-blocked', sure: { 'passive-port-blocked': 'likely' } },
  build: () =>
    world({
      near: [
        firewall({
          name: 'home router',
          blocks: 'to-server',
          open: [
            { low: 1, high: 5059 },
            { low: 5061, high: 65_535 },
          ],
          how: 'drop',
        }),
      ],
      services: { 21: ftp({ passivePorts: { low: 5056, high: 5065, order: 'sequential', seed: 5060 } }) },
    }),
});
