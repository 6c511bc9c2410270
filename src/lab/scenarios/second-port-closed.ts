import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'second-port-closed',
  title: 'The second control port to compare with is closed',
  story: 'Nobody listens on the second port, so the comparison is discarded, and what is known of port 2121 stands.',
  target: target({ port: 2121 }),
  options: { altPort: 21 },
  expect: { verdict: 'degraded', first: 'client-nat-without-alg', sure: { 'client-nat-without-alg': 'strong' } },
  build: () => world({ ...behindRouter({ algPorts: [21] }), services: { 2121: ftp() } }),
});
