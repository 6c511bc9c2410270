import { addresses, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'hairpin-missing',
  title: 'A client inside is sent to the outside address, and the router does not lead it back in',
  story:
    'Client and server stand on private networks of one company. The server announces its outside address to everyone, and the router does not reflect connections from inside.',
  target: target(),
  expect: { verdict: 'degraded', first: 'hairpin-nat-missing' },
  build: () =>
    world({
      client: [{ address: '10.0.1.20', prefixLength: 24 }],
      serverNetworks: [{ address: addresses.insideServer, prefixLength: 24 }],
      name: [addresses.insideServer],
      services: { 21: ftp({ advertised: addresses.server }) },
    }),
});
