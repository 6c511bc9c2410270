import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'linksys-compared',
  title: 'The same router, and a server that answers on both ports',
  story:
    'The check of port 2121 compares with port 21 of the same server: active mode works there and not here, so the ALG of the router is bound to port 21.',
  target: target({ port: 2121 }),
  options: { altPort: 21 },
  expect: { verdict: 'degraded', first: 'alg-bound-to-port-21', sure: { 'alg-bound-to-port-21': 'strong' } },
  build: () => world({ ...behindRouter({ algPorts: [21] }), services: { 21: ftp(), 2121: ftp() } }),
});
