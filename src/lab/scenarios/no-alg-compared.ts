import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'no-alg-compared',
  title: 'A router without ALG, and a server that answers on both ports',
  story: 'Active mode fails over port 2121, and over port 21 just as well: no ALG is bound to any port.',
  target: target({ port: 2121 }),
  options: { altPort: 21 },
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'strong' } },
  build: () => world({ ...behindRouter(), services: { 21: ftp(), 2121: ftp() } }),
});
