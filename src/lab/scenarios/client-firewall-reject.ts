import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'client-firewall-reject',
  title: 'The firewall on the client rejects the call back',
  story: 'As in client-firewall-drop, but the firewall answers with RST, so that the server reports its 425 at once.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'client-firewall-blocks-callback',
    sure: { 'client-firewall-blocks-callback': 'likely' },
  },
  build: () =>
    world({ near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how: 'ECONNREFUSED' })] }),
});
