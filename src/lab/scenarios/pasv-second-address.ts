import { addresses, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-second-address',
  title: 'The 227 reply names a second public address that works',
  story:
    'The server has two public addresses and hands out the second one for data. That is its right: the address differs from the control connection, and it answers.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      serverNetworks: [
        { address: addresses.server, prefixLength: 29 },
        { address: '203.0.113.11', prefixLength: 29 },
      ],
      services: { 21: ftp({ advertised: '203.0.113.11' }) },
    }),
});
