import { behindRouter, ftp, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-proftpd',
  title: 'A client behind NAT without ALG, and a server that mends the address',
  story:
    'ProFTPD takes the private address in PORT for a mistake and calls the public one instead. The router has no pinhole for that call and drops it, so 200 to PORT proves nothing.',
  target: target(),
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'likely' } },
  build: () => world({ ...behindRouter(), services: { 21: ftp({ personality: proftpd }) } }),
});
