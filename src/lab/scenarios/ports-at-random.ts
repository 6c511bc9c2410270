import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ports-at-random',
  title: 'The server draws its passive ports from a small range at random',
  story: 'Of five ports each comes soon after some other one, but in no order. Guessing is easy all the same.',
  target: target(),
  options: { samples: 8 },
  expect: { verdict: 'healthy', first: null, notes: ['passive-range-narrow'] },
  build: () =>
    world({ services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_004, order: 'random', seed: 5 } }) } }),
});
