import { ftp, publishedBy, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'banner-tells-inside',
  title: 'A server behind NAT whose greeting names its inside address',
  story:
    'The ALG of the router translates the 227 reply and opens the port, so every mode lists. The greeting of ProFTPD passes untouched and tells everyone that the server is 10.0.0.10.',
  target: target(),
  expect: { verdict: 'healthy', first: null, notes: ['private-address-leaked', 'server-behind-nat'] },
  build: () => world({ ...publishedBy({ algPorts: [21] }), services: { 21: ftp({ personality: proftpd }) } }),
});
