import { balancer } from '../boxes/balancer.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'load-balancer',
  title: 'A load balancer that spreads data connections over two servers',
  story:
    'Control connections stay on one server, data connections go to both in turn. Every other listing is refused, on a port that worked a moment before.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'load-balancer-without-persistence',
    sure: { 'load-balancer-without-persistence': 'proven' },
  },
  build: () =>
    world({
      far: [balancer({ name: 'load balancer', ports: [21] })],
      services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_004, order: 'sequential', seed: 50_000 } }) },
    }),
});
