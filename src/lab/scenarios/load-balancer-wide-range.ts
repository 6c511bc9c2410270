import { balancer } from '../boxes/balancer.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'load-balancer-wide-range',
  title: 'A load balancer before servers with so many passive ports that none is named twice',
  story:
    'Every second data connection meets the wrong server. With a hundred ports no port comes twice, so that one end sees only open and closed ports in turns: not the pattern of a range that is open in part.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'load-balancer-without-persistence',
    sure: { 'load-balancer-without-persistence': 'possible' },
  },
  build: () => world({ far: [balancer({ name: 'load balancer', ports: [21] })] }),
});
