import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'linksys-2121',
  title: 'The same router, but the server listens on port 2121',
  story:
    'The router translates PORT on port 21 only. On port 2121 the server gets the LAN address of the client and refuses it; passive mode is the only way.',
  target: target({ port: 2121 }),
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'strong' } },
  build: () => world({ ...behindRouter({ algPorts: [21] }), services: { 2121: ftp() } }),
});
