import { firewall } from '../boxes/firewall.js';
import { ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-egress-forbidden',
  title: 'The firewall of the server itself forbids calls out',
  story:
    'The server accepts PORT and tries to call back; its own packet filter does not permit the call, and the 425 quotes the error, which no message from the path can cause.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-egress-blocked', sure: { 'server-egress-blocked': 'proven' } },
  build: () =>
    world({
      services: { 21: ftp({ personality: pureFtpd }) },
      far: [firewall({ name: 'firewall of the server', blocks: 'to-client', open: [], how: 'EPERM' })],
    }),
});
