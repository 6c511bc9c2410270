import { firewall } from '../boxes/firewall.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'client-firewall-drop',
  title: 'The firewall on the client drops the call back',
  story:
    'A public client listens and says so, the server believes it, and the firewall on the client swallows the incoming connection. The server gives up after a minute.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'client-firewall-blocks-callback',
    sure: { 'client-firewall-blocks-callback': 'likely' },
  },
  build: () => world({ near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how: 'drop' })] }),
});
