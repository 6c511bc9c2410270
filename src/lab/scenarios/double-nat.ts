import { clientNat } from '../boxes/client-nat.js';
import { addresses, behindRouter, ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'double-nat',
  title: 'A home router with an ALG behind the NAT of a carrier',
  story:
    'The home router translates PORT to its own outside address, 100.64.3.7, which is itself hidden behind the carrier. Pure-FTPd names that third address when it refuses.',
  target: target(),
  expect: { verdict: 'degraded', first: 'double-nat', sure: { 'double-nat': 'proven' } },
  build: () =>
    world({
      ...behindRouter(),
      near: [
        clientNat({ name: 'home router', outside: '100.64.3.7', algPorts: [21], stray: 'drop' }),
        clientNat({ name: 'carrier NAT', outside: addresses.clientRouter, algPorts: [], stray: 'drop' }),
      ],
      services: { 21: ftp({ personality: pureFtpd }) },
    }),
});
