import { balancer } from '../boxes/balancer.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'load-balancer-one-port',
  title: 'A load balancer before servers with a single passive port',
  story:
    'Data connections go to two servers in turn, and only one passive port is in use: the same port opens once and is refused the next time.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'load-balancer-without-persistence',
    sure: { 'load-balancer-without-persistence': 'likely' },
  },
  build: () =>
    world({
      far: [balancer({ name: 'load balancer', ports: [21] })],
      services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_000, order: 'sequential', seed: 50_000 } }) },
    }),
});
