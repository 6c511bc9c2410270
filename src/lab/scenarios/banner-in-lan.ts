import { addresses, ftp, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'banner-in-lan',
  title: 'The same greeting inside a private network',
  story:
    'Client and server stand on 192.168.1.0/24. The address in the greeting is the one the client connected to, and tells nobody anything new.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      client: [{ address: addresses.lanClient, prefixLength: 24 }],
      serverNetworks: [{ address: '192.168.1.10', prefixLength: 24 }],
      name: ['192.168.1.10'],
      services: { 21: ftp({ personality: proftpd }) },
    }),
});
