import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-egress-refused',
  title: 'A firewall beside the server refuses its calls out, and the server does not say why',
  story:
    'vsftpd answers LIST with 425 and no reason, as it does where the client refuses the call. But it does so after a single round trip: its call cannot have come to the client and been answered.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'server-egress-blocked',
    sure: { 'server-egress-blocked': 'strong' },
  },
  build: () =>
    world({
      far: [firewall({ name: 'server firewall', blocks: 'to-client', open: [], how: 'ECONNREFUSED' })],
    }),
});
