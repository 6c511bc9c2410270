import { addresses, ftp, target, world } from '../parts.js';
import { iis } from '../personalities/iis.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-is-client',
  title: 'The 227 reply names the client: the table of Q283679',
  story:
    'The trace printed in Microsoft article Q283679: the client 192.168.4.29 asks the server 10.0.0.10, which answers with the address of the client and port 2531. Taken literally, the client calls itself and is refused at once.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-is-client', sure: { 'pasv-address-is-client': 'proven' } },
  build: () =>
    world({
      client: [{ address: '192.168.4.29', prefixLength: 24 }],
      serverNetworks: [{ address: addresses.insideServer, prefixLength: 24 }],
      name: [addresses.insideServer],
      services: {
        21: ftp({
          personality: iis,
          advertised: '192.168.4.29',
          passivePorts: { low: 1025, high: 5000, order: 'sequential', seed: 2531 },
        }),
      },
    }),
});
