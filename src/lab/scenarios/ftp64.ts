import { embed, nat64 } from '../boxes/nat64.js';
import { addresses, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

const prefix = '2001:db8:64::';

export default defineScenario({
  id: 'ftp64',
  title: 'The same NAT64 with an FTP64 helper',
  story:
    'The helper of the NAT64 translates EPRT to PORT and lets the callback in (RFC 6384), so EPSV and EPRT both list.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({
      client: [{ address: addresses.client6, prefixLength: 64 }],
      near: [nat64({ name: 'NAT64', outside: addresses.clientRouter, prefix, ftp64: true })],
      name: [embed(prefix, addresses.server)],
    }),
});
