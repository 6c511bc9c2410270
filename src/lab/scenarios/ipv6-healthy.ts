import { addresses, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ipv6-healthy',
  title: 'Client and server on IPv6 only',
  story:
    'The name resolves to an IPv6 address alone. PASV and PORT cannot name such an address, so EPSV and EPRT are the modes that count (RFC 2428).',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      client: [{ address: addresses.client6, prefixLength: 64 }],
      serverNetworks: [{ address: addresses.server6, prefixLength: 64 }],
      name: [addresses.server6],
    }),
});
