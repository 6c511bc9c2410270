import { addresses, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ipv6-no-eprt',
  title: 'A server on IPv6 that does not know EPRT',
  story: 'Client and server both have IPv6, and an old server answers EPRT with 500. No IPv4 is anywhere on the path.',
  target: target(),
  expect: { verdict: 'degraded', first: null, notes: ['mode-unsupported'] },
  build: () =>
    world({
      client: [{ address: addresses.client6, prefixLength: 64 }],
      serverNetworks: [{ address: addresses.server6, prefixLength: 64 }],
      name: [addresses.server6],
      services: { 21: ftp({ unknown: ['EPRT'] }) },
    }),
});
