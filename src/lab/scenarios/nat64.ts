import { embed, nat64 } from '../boxes/nat64.js';
import { addresses, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

const prefix = '2001:db8:64::';

export default defineScenario({
  id: 'nat64',
  title: 'A client on IPv6 only, and a NAT64 before the IPv4 server',
  story:
    'DNS64 gives the client an address that stands for the IPv4 address of the server. EPSV works; EPRT names an IPv6 address to a server that has none, and PASV would name an IPv4 address to a client that has none.',
  target: target(),
  expect: { verdict: 'degraded', first: 'nat64-without-ftp64' },
  build: () =>
    world({
      client: [{ address: addresses.client6, prefixLength: 64 }],
      near: [nat64({ name: 'NAT64', outside: addresses.clientRouter, prefix, ftp64: false })],
      name: [embed(prefix, addresses.server)],
    }),
});
