import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-egress-blocked',
  title: 'The server may not open connections',
  story:
    'The server runs where nothing may connect outwards. It accepts PORT, tries to call back, and quotes its own error: the network is unreachable from there.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-egress-blocked', sure: { 'server-egress-blocked': 'proven' } },
  build: () =>
    world({
      services: { 21: ftp({ personality: proftpd }) },
      far: [firewall({ name: 'server egress filter', blocks: 'to-client', open: [], how: 'ENETUNREACH' })],
    }),
});
