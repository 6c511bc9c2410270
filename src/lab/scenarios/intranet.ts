import { addresses, ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'intranet',
  title: 'Two private networks with a router between them',
  story:
    'The table of Q283679 as it should have been: the client 192.168.4.29 reaches the server 10.0.0.10 inside one company, and the 227 reply names 10.0.0.10. The address is private, and right.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      client: [{ address: '192.168.4.29', prefixLength: 24 }],
      serverNetworks: [{ address: addresses.insideServer, prefixLength: 24 }],
      name: [addresses.insideServer],
      services: { 21: ftp({ personality: iis }) },
    }),
});
