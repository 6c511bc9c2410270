import { firewall } from '../boxes/firewall.js';
import { behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-alg-client-firewall',
  title: 'A router that translates PORT, and a client whose own firewall drops the callback',
  story:
    'The ALG of the router does all it should: PORT names the outside address and the port is forwarded. The firewall on the client itself drops the data connection. PORT behind another command in one segment is refused, which shows that the router translates it.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-firewall-blocks-callback', notes: ['alg-present'] },
  build: () => {
    const { client, near } = behindRouter({ algPorts: [21] });
    return world({
      client,
      near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how: 'drop' }), ...near],
    });
  },
});
