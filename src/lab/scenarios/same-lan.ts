import { addresses, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'same-lan',
  title: 'Client and server on the same private network',
  story:
    'Both stand on 192.168.1.0/24, and the 227 reply names the private address of the server. Here the private address is the right one.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      client: [{ address: addresses.lanClient, prefixLength: 24 }],
      serverNetworks: [{ address: '192.168.1.10', prefixLength: 24 }],
      name: ['192.168.1.10'],
    }),
});
