import { clientNat } from '../boxes/client-nat.js';
import { firewall } from '../boxes/firewall.js';
import { addresses, behindRouter, ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

const range = { low: 50_200, high: 50_220 };

export default defineScenario({
  id: 'alg-remaps-port',
  title: 'An ALG moves the port, and the firewall outside lets only the agreed range in',
  story:
    'The client listens on 50200 to 50220, and the firewall of the provider lets those in. The ALG of the router finds the port taken and announces another one, at which the firewall is closed.',
  target: target(),
  options: { activePorts: range },
  expect: { verdict: 'degraded', first: 'alg-remaps-port', sure: { 'alg-remaps-port': 'proven' } },
  build: () =>
    world({
      ...behindRouter(),
      near: [
        clientNat({
          name: 'home router',
          outside: addresses.clientRouter,
          algPorts: [21],
          stray: 'drop',
          movesPorts: 1000,
        }),
        firewall({ name: 'provider', blocks: 'to-client', open: [range], how: 'ECONNREFUSED' }),
      ],
      services: { 21: ftp({ personality: pureFtpd }) },
    }),
});
